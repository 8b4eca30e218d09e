namespace Bittensor.Tokenization.Parts;

/// <summary>Changes a text before it is cut into words.</summary>
internal interface INormalizer
{
    /// <summary>The changed text.</summary>
    string Apply(string text);

    /// <summary>How many of the first units of the changed text come from its first ones.</summary>
    /// <param name="text">The text before the change.</param>
    /// <param name="fromStart">How many of its first units count.</param>
    int FromStart(string text, int fromStart) => fromStart == 0 ? 0 : Apply(text[..fromStart]).Length;
}
