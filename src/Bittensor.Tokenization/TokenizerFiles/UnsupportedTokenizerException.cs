namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>A tokenizer file asks for something this library does not do; the reader of the file adds its path.</summary>
internal sealed class UnsupportedTokenizerException(string found, string expected) : Exception(found)
{
    /// <summary>What would be supported.</summary>
    public string Expected { get; } = expected;
}
