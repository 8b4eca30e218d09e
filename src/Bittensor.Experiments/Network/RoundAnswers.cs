using Bittensor.Protocol;
using Bittensor.Protocol.Wire;

namespace Bittensor.Experiments;

/// <summary>One axon's answers to one round, as they travel in the compact form.</summary>
/// <param name="Tasks">The round's tasks.</param>
/// <param name="HiddenStates">Body of the answer to TextLastHiddenState.</param>
/// <param name="CausalLM">Body of the answer to TextCausalLM.</param>
/// <param name="Next">Body of the answer to TextCausalLMNext.</param>
internal sealed record RoundAnswers(
    int[][] Tasks, ReadOnlyMemory<byte> HiddenStates, ReadOnlyMemory<byte> CausalLM, ReadOnlyMemory<byte> Next)
{
    /// <summary>Last hidden states; shape [B x S x H].</summary>
    public float[] ReadHiddenStates() => Read<TextLastHiddenState>(HiddenStates).HiddenStates!.Values;

    /// <summary>The B x S distributions of TextCausalLM.</summary>
    public TopKDistributions ReadCausalLM() => Read<TextCausalLM>(CausalLM).Distributions!;

    /// <summary>The B distributions of TextCausalLMNext.</summary>
    public PhraseDistributions ReadNext() => Read<TextCausalLMNext>(Next).Phrases!;

    /// <summary>What was held back, task by task.</summary>
    public int[][] Continuations() => [.. Tasks.Select(task => task[Experiments.Tasks.Shown..])];

    private T Read<T>(ReadOnlyMemory<byte> body)
        where T : Synapse, new()
    {
        var answer = SynapseFormats.Binary.Read<T>(body, MessageKind.Answer);
        answer.ValidateAnswer(new T { Inputs = Experiments.Tasks.Inputs(Tasks) });
        return answer;
    }
}
