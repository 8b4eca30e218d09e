using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol;

/// <summary>Checks of what every request has: inputs or text, mask, timeout.</summary>
public static class SynapseInputChecks
{
    /// <summary>Seconds that a caller may ask for at most: one hour.</summary>
    public const double MaxTimeout = 3600;

    /// <summary>Checks the common fields and then the synapse's own.</summary>
    /// <param name="synapse">A request.</param>
    /// <exception cref="SynapseException">
    /// Neither inputs nor text, or an item of them is empty (<see cref="ReturnCode.EmptyRequest"/>); both, an id outside
    /// the standard vocabulary, a mask that is not one run of ones a row, a field outside its range
    /// (<see cref="ReturnCode.InvalidRequest"/>); a tensor that is not [B,S] (<see cref="ReturnCode.RequestShapeException"/>).
    /// </exception>
    public static void Check(Synapse synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        FieldRange.CheckAbove("timeout", synapse.Timeout, 0, MaxTimeout);
        synapse.ValidateInputs();
        synapse.ValidateRequest();
    }

    /// <summary>Checks the inputs that one or several synapses are asked about.</summary>
    /// <param name="inputs">Standard token ids [B,S], or null.</param>
    /// <param name="text">Texts, or null.</param>
    /// <param name="mask">1 where inputs count [B,S], or null for everywhere.</param>
    /// <exception cref="SynapseException">As for <see cref="Check"/>.</exception>
    public static void CheckInputs(WireTensor<long>? inputs, IReadOnlyList<string>? text, WireTensor<long>? mask)
    {
        if (inputs is not null && text is not null)
        {
            throw Invalid("There are both inputs and text; expected one of them.");
        }

        if (inputs is not null)
        {
            CheckIds(inputs);
            CheckMask(mask, inputs);
        }
        else
        {
            CheckText(text);
            _ = mask is null ? mask : throw Invalid("There is a mask without inputs; text needs none.");
        }
    }

    private static void CheckText(IReadOnlyList<string>? text)
    {
        if (text is null or [])
        {
            throw new SynapseException(ReturnCode.EmptyRequest, "There are neither inputs nor text.");
        }

        for (var i = 0; i < text.Count; i++)
        {
            if (string.IsNullOrEmpty(text[i]))
            {
                throw new SynapseException(ReturnCode.EmptyRequest, $"text[{i}] is empty.");
            }
        }
    }

    private static void CheckIds(WireTensor<long> inputs)
    {
        if (inputs.Values.Length == 0)
        {
            throw new SynapseException(ReturnCode.EmptyRequest, $"inputs has shape {Shapes.Text(inputs.Shape)}, which is empty.");
        }

        if (inputs.Shape is not [_, var sequence])
        {
            throw new SynapseException(
                ReturnCode.RequestShapeException, $"inputs has shape {Shapes.Text(inputs.Shape)}; expected [batch, sequence].");
        }

        var at = inputs.Values.AsSpan().IndexOfAnyExceptInRange(0, StandardVocabulary.Size - 1);
        if (at >= 0)
        {
            throw Invalid(
                $"inputs[{at / sequence}][{at % sequence}] is {inputs.Values[at]}; expected 0 to {StandardVocabulary.Size - 1}.");
        }
    }

    private static void CheckMask(WireTensor<long>? mask, WireTensor<long> inputs)
    {
        if (mask is null)
        {
            return;
        }

        if (!mask.Shape.AsSpan().SequenceEqual(inputs.Shape))
        {
            throw new SynapseException(
                ReturnCode.RequestShapeException,
                $"mask has shape {Shapes.Text(mask.Shape)}; expected that of inputs, {Shapes.Text(inputs.Shape)}.");
        }

        for (var row = 0; row < mask.Shape[0]; row++)
        {
            CheckMaskRow(row, mask.Values.AsSpan(row * mask.Shape[1], mask.Shape[1]));
        }
    }

    private static void CheckMaskRow(int row, ReadOnlySpan<long> mask)
    {
        var other = mask.IndexOfAnyExceptInRange(0, 1);
        if (other >= 0)
        {
            throw Invalid($"mask[{row}][{other}] is {mask[other]}; expected 0 or 1.");
        }

        var (first, last) = (mask.IndexOf(1), mask.LastIndexOf(1));
        if (first < 0)
        {
            throw new SynapseException(
                ReturnCode.EmptyRequest, $"mask[{row}] has no 1, so that nothing of inputs[{row}] counts.");
        }

        if (mask[first..last].Contains(0))
        {
            throw Invalid($"mask[{row}] has a 0 between ones; expected padding at the ends only.");
        }
    }

    private static SynapseException Invalid(string message) => new(ReturnCode.InvalidRequest, message);
}
