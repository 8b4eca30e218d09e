namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Roles that a folder leaves open although its tokens have the usual names.</summary>
internal static class SpecialTokenGuess
{
    /// <summary>GPT-2's only special token: it both begins and ends a text.</summary>
    public const string EndOfText = "<|endoftext|>";

    private static readonly string[] BosNames = ["<s>", "<|begin_of_text|>", "<|startoftext|>", "<bos>", "[CLS]", EndOfText];
    private static readonly string[] EosNames = ["</s>", "<|end_of_text|>", "<eos>", "[SEP]", EndOfText];
    private static readonly string[] UnkNames = ["<unk>", "[UNK]"];
    private static readonly string[] PadNames = ["<pad>", "[PAD]"];

    /// <summary>Fills in the roles that have no token yet.</summary>
    public static SpecialTokens Complete(SpecialTokens special) => special with
    {
        Bos = special.Bos ?? Find(special, BosNames),
        Eos = special.Eos ?? Find(special, EosNames),
        Unk = special.Unk ?? Find(special, UnkNames),
        Pad = special.Pad ?? Find(special, PadNames),
    };

    private static int? Find(SpecialTokens special, string[] names)
    {
        foreach (var name in names)
        {
            if (special.All.TryGetValue(name, out var id))
            {
                return id;
            }
        }

        return null;
    }
}
