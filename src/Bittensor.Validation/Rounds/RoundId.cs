using System.Globalization;

namespace Bittensor.Validation.Rounds;

/// <summary>Number of a round, from 1 on. A round gets the number after the newest one, once that is closed.</summary>
/// <remarks>
/// A number and not a time, so that the order of rounds outlives a clock that jumps, and two ticks of the timer that race for
/// the next round race for the same row. Written with ten digits, so that ids sort by number.
/// </remarks>
/// <param name="Number">1 or more; 0 for before the first round.</param>
public readonly record struct RoundId(long Number) : IComparable<RoundId>
{
    /// <summary>The largest number: ten digits.</summary>
    public const long Largest = 9_999_999_999;

    /// <summary>The round after this one.</summary>
    public RoundId Next => new(Number + 1);

    /// <summary>Reads an id.</summary>
    /// <param name="text">Digits.</param>
    /// <exception cref="FormatException">The text is no round id.</exception>
    public static RoundId Parse(string text)
    {
        if (!TryParse(text, out var id))
        {
            throw new FormatException($"'{text}' is no round; expected a number.");
        }

        return id;
    }

    /// <summary>Reads an id.</summary>
    /// <param name="text">Digits, with or without leading zeros.</param>
    /// <param name="id">The id.</param>
    /// <returns>Whether the text is a round id.</returns>
    public static bool TryParse(string? text, out RoundId id)
    {
        var read = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Largest;
        id = new(read ? number : 0);
        return read;
    }

    /// <inheritdoc/>
    public int CompareTo(RoundId other) => Number.CompareTo(other.Number);

    /// <summary>Whether one round came before another.</summary>
    /// <param name="left">One round.</param>
    /// <param name="right">Another.</param>
    public static bool operator <(RoundId left, RoundId right) => left.Number < right.Number;

    /// <summary>Whether one round came after another.</summary>
    /// <param name="left">One round.</param>
    /// <param name="right">Another.</param>
    public static bool operator >(RoundId left, RoundId right) => left.Number > right.Number;

    /// <summary>Whether one round came before another or is the same.</summary>
    /// <param name="left">One round.</param>
    /// <param name="right">Another.</param>
    public static bool operator <=(RoundId left, RoundId right) => left.Number <= right.Number;

    /// <summary>Whether one round came after another or is the same.</summary>
    /// <param name="left">One round.</param>
    /// <param name="right">Another.</param>
    public static bool operator >=(RoundId left, RoundId right) => left.Number >= right.Number;

    /// <summary>The id as it is stored.</summary>
    public override string ToString() => Number.ToString("D10", CultureInfo.InvariantCulture);
}
