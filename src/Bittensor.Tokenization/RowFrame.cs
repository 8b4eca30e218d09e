namespace Bittensor.Tokenization;

/// <summary>Tokens that a folder's own rules put around a row before the model sees it.</summary>
/// <param name="Before">Ids of what comes before a row, such as the beginning of text.</param>
/// <param name="After">Ids of what comes after it.</param>
public sealed record RowFrame(IReadOnlyList<int> Before, IReadOnlyList<int> After)
{
    /// <summary>Nothing before or after.</summary>
    public static RowFrame None { get; } = new([], []);

    /// <summary>Whether a row stays as it is.</summary>
    public bool IsEmpty => Before.Count == 0 && After.Count == 0;

    /// <summary>Whether a row already begins with what comes before: then it is not put there twice.</summary>
    /// <param name="row">Token ids.</param>
    public bool Opens(ReadOnlySpan<int> row)
    {
        if (Before.Count == 0 || row.Length < Before.Count)
        {
            return false;
        }

        for (var i = 0; i < Before.Count; i++)
        {
            if (row[i] != Before[i])
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Whether tokens are put around a row.</summary>
public enum SpecialTokenRule
{
    /// <summary>As the folder says: its post_processor, add_bos_token and add_eos_token, or the habit of its kind.</summary>
    Auto,

    /// <summary>Never, whatever the folder says.</summary>
    Never,

    /// <summary>As the folder says, and the beginning of text where it says nothing.</summary>
    Always,
}
