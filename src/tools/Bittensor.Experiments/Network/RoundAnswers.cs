using Bittensor.Protocol;
using Bittensor.Protocol.Wire;

namespace Bittensor.Experiments;

/// <summary>One axon's answers to one round, as they travel in the compact form.</summary>
/// <param name="tasks">The round's tasks.</param>
/// <param name="bodies">Bodies of the answers by the synapses' names.</param>
internal sealed class RoundAnswers(int[][] tasks, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> bodies)
{
    /// <summary>The round's tasks.</summary>
    public int[][] Tasks => tasks;

    /// <summary>What was held back, task by task.</summary>
    public int[][] Continuations => [.. tasks.Select(task => task[Experiments.Tasks.Shown..])];

    /// <summary>Last hidden states; shape [B x S x H].</summary>
    public float[] ReadHiddenStates() => Read<TextLastHiddenState>().HiddenStates!.Values;

    /// <summary>The B x S distributions of TextCausalLM.</summary>
    public TopKDistributions ReadCausalLM() => Read<TextCausalLM>().Distributions!;

    /// <summary>The B distributions of TextCausalLMNext.</summary>
    public PhraseDistributions ReadNext() => Read<TextCausalLMNext>().Phrases!;

    /// <summary>Size of an answer, in bytes.</summary>
    /// <typeparam name="T">The synapse.</typeparam>
    public int SizeOf<T>()
        where T : Synapse => bodies[typeof(T).Name].Length;

    private T Read<T>()
        where T : Synapse, new()
    {
        var answer = SynapseFormats.Binary.Read<T>(bodies[typeof(T).Name], MessageKind.Answer);
        answer.ValidateAnswer(new T { Inputs = Experiments.Tasks.Inputs(tasks) });
        return answer;
    }
}
