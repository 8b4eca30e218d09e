using System.Globalization;

namespace Bittensor.Protocol;

/// <summary>Range checks that name the field, what it was and what it may be.</summary>
public static class FieldRange
{
    /// <summary>Requires lowest &lt;= value &lt;= highest.</summary>
    /// <param name="field">Name on the wire.</param>
    /// <param name="value">What was sent.</param>
    /// <param name="lowest">Smallest value allowed.</param>
    /// <param name="highest">Largest value allowed.</param>
    /// <exception cref="SynapseException">The value is outside; <see cref="ReturnCode.InvalidRequest"/>.</exception>
    public static void Check(string field, long value, long lowest, long highest)
    {
        if (value < lowest || value > highest)
        {
            throw new SynapseException(ReturnCode.InvalidRequest, $"{field} is {value}; expected {lowest} to {highest}.");
        }
    }

    /// <summary>Requires lowest &lt; value &lt;= highest.</summary>
    /// <param name="field">Name on the wire.</param>
    /// <param name="value">What was sent.</param>
    /// <param name="lowest">What the value must be above.</param>
    /// <param name="highest">Largest value allowed.</param>
    /// <exception cref="SynapseException">The value is outside or NaN; <see cref="ReturnCode.InvalidRequest"/>.</exception>
    public static void CheckAbove(string field, double value, double lowest, double highest)
    {
        if (!(value > lowest && value <= highest))
        {
            throw new SynapseException(
                ReturnCode.InvalidRequest,
                string.Create(CultureInfo.InvariantCulture, $"{field} is {value}; expected above {lowest}, at most {highest}."));
        }
    }
}
