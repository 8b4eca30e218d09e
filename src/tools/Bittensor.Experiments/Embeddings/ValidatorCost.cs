using Bittensor.Protocol;

namespace Bittensor.Experiments;

/// <summary>What one round costs a validator for one axon.</summary>
/// <param name="Bytes">Size of the answer's body, the mean over the rounds.</param>
/// <param name="ReadAndScore">Processor time to read, check and score the answer, in milliseconds.</param>
/// <param name="Train">Processor time to train the axon's decoder with it, in milliseconds; 0 where there is none.</param>
internal sealed record ValidatorCost(double Bytes, double ReadAndScore, double Train = 0)
{
    /// <summary>Cost of hidden states.</summary>
    /// <param name="axon">Who answered.</param>
    /// <param name="decoder">Its decoder, which goes on learning here.</param>
    public static ValidatorCost OfHiddenStates(SampleAxon axon, AxonDecoder decoder)
    {
        var read = axon.Test.Select(round => (round.Tasks, States: round.ReadHiddenStates())).ToArray();
        return new(
            axon.Test.Average(round => round.SizeOf<TextLastHiddenState>()),
            CpuTime.Milliseconds(axon.Test, round => decoder.Losses(round.ReadHiddenStates(), round.Tasks)),
            CpuTime.Milliseconds(read, round => decoder.Train(round.States, round.Tasks)));
    }

    /// <summary>Cost of TextCausalLM.</summary>
    /// <param name="axon">Who answered.</param>
    public static ValidatorCost OfCausalLM(SampleAxon axon) => new(
        axon.Test.Average(round => round.SizeOf<TextCausalLM>()),
        CpuTime.Milliseconds(axon.Test, round => Losses.OfCausalLM(round)));

    /// <summary>Cost of TextCausalLMNext.</summary>
    /// <param name="axon">Who answered.</param>
    public static ValidatorCost OfNext(SampleAxon axon) => new(
        axon.Test.Average(round => round.SizeOf<TextCausalLMNext>()),
        CpuTime.Milliseconds(axon.Test, round => Losses.OfNext(round.ReadNext(), round)));
}
