namespace Bittensor.Protocol.Wire.Compact;

/// <summary>The sum m of a row's listed probabilities in 16 bits, by ln(m / (1 - m)): what is left to 1 is the loss of whatever is not
/// listed, so both parts must be near, however small they are.</summary>
internal static class MassCode
{
    /// <summary>Bits of the code.</summary>
    public const int Bits = 16;

    /// <summary>The row sums to more than 1, or to next to nothing: its probabilities are not scaled.</summary>
    private const int AsIs = ushort.MaxValue;

    /// <summary>Nothing is left.</summary>
    private const int Whole = AsIs - 1;

    /// <summary>Codes for a factor of e; either part is off by half of one at most.</summary>
    private const double Resolution = 1024;

    /// <summary>The logarithm that code 0 stands for.</summary>
    private const double Lowest = -20;

    /// <summary>The code of a sum.</summary>
    /// <param name="mass">Sum of the listed probabilities.</param>
    public static int Of(double mass)
    {
        if (mass is > 1 or <= 0)
        {
            return AsIs;
        }

        var code = Math.Round((Math.Log(mass / (1 - mass)) - Lowest) * Resolution);
        return code < 0 ? AsIs : code < Whole ? (int)code : Whole;
    }

    /// <summary>The sum of a code, or null for a row that is not scaled.</summary>
    /// <param name="code">0 to 65535.</param>
    public static double? ToMass(int code) => code switch
    {
        AsIs => null,
        Whole => 1,
        _ => 1 / (1 + Math.Exp(-((code / Resolution) + Lowest))),
    };
}
