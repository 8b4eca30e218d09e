using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Handlers;

/// <summary>Per standard token the K most probable next ones.</summary>
internal sealed class TextCausalLMHandler(IOptions<AxonOptions> options) : SynapseHandler<TextCausalLM>
{
    public override void WarmUp(ILanguageModel model) => StandardViews.TranslatorOf(model.Tokenizer).WarmUp();

    protected override async Task AnswerAsync(TextCausalLM synapse, SynapseContext context, CancellationToken cancellationToken)
    {
        AnswerSize.Check(options.Value.MaxAnswerEntries, (long)context.Inputs.Batch * context.Inputs.Sequence, synapse.TopK);
        var view = context.View;
        var answer = new TopKAnswer(context.Inputs.Batch * context.Inputs.Sequence, synapse.TopK, view.VocabularySize);
        await context.ReadAsync(output => view.ReadDistributions(output, answer), cancellationToken);
        synapse.Distributions = answer.ToDistributions();
    }
}
