using Bittensor.Inference.Models;
using Bittensor.Inference.TopK;
using Bittensor.Protocol;
using Microsoft.Extensions.Options;

namespace Bittensor.Inference.Handlers;

/// <summary>Per standard token the K most probable next ones.</summary>
/// <remarks>Padding, and what was cut off at the left for want of context, tells nothing: there every token has
/// probability 1 / V.</remarks>
internal sealed class TextCausalLMHandler(IOptions<ServingOptions> options) : SynapseHandler<TextCausalLM>
{
    public override string? WhyNot(ILanguageModel model) => StandardView.WhyNot(model);

    protected override async Task AnswerAsync(TextCausalLM synapse, SynapseContext context, CancellationToken cancellationToken)
    {
        var inputs = context.Inputs;
        AnswerSize.Check(options.Value.MaxAnswerEntries, (long)inputs.Batch * inputs.Sequence, synapse.TopK);
        synapse.Distributions = await context.ReadAsync(output => Read(output, inputs, synapse.TopK), cancellationToken);
    }

    private static TopKDistributions Read(ForwardOutput output, SynapseInputs inputs, int topK)
    {
        var rows = inputs.Batch * inputs.Sequence;
        var answer = new TopKDistributions(rows, topK, StandardVocabulary.Size, new int[rows * topK], new float[rows * topK]);
        Parallel.For(0, rows, at => ReadRow(output, inputs, at, answer));
        return answer;
    }

    private static void ReadRow(ForwardOutput output, SynapseInputs inputs, int at, TopKDistributions answer)
    {
        var ids = answer.Ids.AsSpan(at * answer.TopK, answer.TopK);
        var probabilities = answer.Probabilities.AsSpan(at * answer.TopK, answer.TopK);
        if (Positions.InPass(output, inputs, at) is var (row, position))
        {
            TopKSelector.Select(output.Logits(row, position), answer.TopK, ids, probabilities);
        }
        else
        {
            FillUnknown(ids, probabilities);
        }
    }

    private static void FillUnknown(Span<int> ids, Span<float> probabilities)
    {
        probabilities.Fill(1f / StandardVocabulary.Size);
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = i;
        }
    }
}
