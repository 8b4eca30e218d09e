namespace Bittensor.Experiments;

/// <summary>What one axon costs in each synapse.</summary>
/// <param name="Axon">The axon's name.</param>
/// <param name="HiddenStates">TextLastHiddenState with a decoder.</param>
/// <param name="CausalLM">TextCausalLM.</param>
/// <param name="Next">TextCausalLMNext.</param>
internal sealed record CostRow(string Axon, ValidatorCost HiddenStates, ValidatorCost CausalLM, ValidatorCost Next)
{
    /// <summary>Measures all of them.</summary>
    /// <param name="axon">The axon.</param>
    /// <param name="decoder">Its decoder.</param>
    public static CostRow Measure(SampleAxon axon, AxonDecoder decoder) => new(
        axon.Name, ValidatorCost.OfHiddenStates(axon, decoder), ValidatorCost.OfCausalLM(axon), ValidatorCost.OfNext(axon));
}
