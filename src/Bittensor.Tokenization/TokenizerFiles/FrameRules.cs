namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Decides which tokens are put around a row.</summary>
internal static class FrameRules
{
    private const string Bos = "bos_token", Eos = "eos_token", Cls = "cls_token", Sep = "sep_token";

    /// <summary>What classes of Hugging Face's library, or kinds of models where no class is given, put before and after a row by
    /// themselves, where a folder has no tokenizer.json to say it.</summary>
    private static readonly (string[] Kinds, string[] Before, string[] After)[] Habits =
    [
        (["Llama", "CodeLlama", "Gemma", "Mistral", "Mixtral"], [Bos], []),
        (["T5", "MT5", "UMT5", "Marian"], [], [Eos]),
        (["Roberta", "Bart", "LED", "Longformer", "Mvp", "CLIP", "LayoutLMv3", "Luke"], [Bos], [Eos]),
        (["Blenderbot"], [], [Eos]),
        (["Bert", "DistilBert", "Electra", "MobileBert", "MPNet", "Albert", "BigBird", "FNet", "RemBert", "Deberta", "Herbert",
            "Funnel", "LayoutLM"], [Cls], [Sep]),
        (["XLNet"], [], [Sep, Cls]),
    ];

    /// <summary>The tokens around a row.</summary>
    /// <param name="file">What the vocabulary's file says.</param>
    /// <param name="hasOwnRules">Whether that file could have said it, so that saying nothing means none.</param>
    /// <param name="settings">The folder's settings.</param>
    /// <param name="roles">Ids by names such as "bos_token".</param>
    /// <param name="rule">What is wanted.</param>
    public static RowFrame Find(
        RowFrame file, bool hasOwnRules, FolderSettings settings, IReadOnlyDictionary<string, int> roles, SpecialTokenRule rule)
    {
        if (rule == SpecialTokenRule.Never)
        {
            return RowFrame.None;
        }

        var frame = hasOwnRules ? file : Habit(settings, roles);
        var before = With(frame.Before, settings.Flag("add_bos_token"), Role(roles, Bos), first: true);
        var after = With(frame.After, settings.Flag("add_eos_token"), Role(roles, Eos), first: false);
        if (rule == SpecialTokenRule.Always && before.Count == 0 && Role(roles, Bos) is { } bos)
        {
            before = [bos];
        }

        return new(before, after);
    }

    private static RowFrame Habit(FolderSettings settings, IReadOnlyDictionary<string, int> roles)
    {
        foreach (var (kinds, before, after) in Habits)
        {
            if (settings.IsOneOf(kinds))
            {
                return new(Ids(before, roles), Ids(after, roles));
            }
        }

        return RowFrame.None;
    }

    private static List<int> Ids(string[] names, IReadOnlyDictionary<string, int> roles) =>
        [.. names.Select(name => Role(roles, name)).OfType<int>()];

    /// <summary>A token is put at its end, or taken away from it, where a setting says so.</summary>
    private static List<int> With(IReadOnlyList<int> tokens, bool? isWanted, int? token, bool first)
    {
        List<int> result = [.. tokens];
        if (token is not { } id || isWanted is null || result.Contains(id) == isWanted)
        {
            return result;
        }

        if (isWanted == false)
        {
            result.Remove(id);
        }
        else
        {
            result.Insert(first ? 0 : result.Count, id);
        }

        return result;
    }

    private static int? Role(IReadOnlyDictionary<string, int> roles, string name) => roles.TryGetValue(name, out var id) ? id : null;
}
