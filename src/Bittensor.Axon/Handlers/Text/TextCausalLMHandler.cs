using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>Per standard token the K most probable next ones.</summary>
internal sealed class TextCausalLMHandler(TextRequests requests, IOptions<AxonOptions> options) : TextSynapseHandler<TextCausalLM>(requests)
{
    protected override void WarmUp(ILanguageModel model) => OutputReaders.TranslatorOf(model.Tokenizer).WarmUp();

    protected override async Task AnswerAsync(TextCausalLM synapse, TextRequest request, CancellationToken cancellationToken)
    {
        AnswerSize.Check(options.Value.MaxAnswerEntries, (long)request.Inputs.Batch * request.Inputs.Sequence, synapse.TopK);
        var reader = request.Reader;
        var answer = new TopKAnswer(request.Inputs.Batch * request.Inputs.Sequence, synapse.TopK, reader.VocabularySize);
        await request.ReadAsync(output => reader.ReadDistributions(output, answer), cancellationToken);
        synapse.Distributions = answer.ToDistributions();
    }
}
