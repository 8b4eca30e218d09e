using System.Runtime.CompilerServices;
using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Bittensor.Tokenization;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>For the token after the last: the K most probable server tokens, each spelt in standard tokens.</summary>
internal sealed class TextCausalLMNextHandler(TextRequests requests, IOptions<AxonOptions> options) : TextSynapseHandler<TextCausalLMNext>(requests)
{
    private readonly ConditionalWeakTable<ITextTokenizer, PhraseTable> _tables = [];

    protected override void WarmUp(ILanguageModel model) => TableOf(model);

    protected override async Task AnswerAsync(TextCausalLMNext synapse, TextRequest request, CancellationToken cancellationToken)
    {
        var topK = Math.Min(synapse.TopK, request.Model.Description.VocabularySize);
        AnswerSize.Check(options.Value.MaxAnswerEntries, request.Inputs.Batch, topK);
        var answer = new PhraseAnswer(request.Inputs.Batch, topK, TableOf(request.Model));
        await request.ReadAsync(answer.Read, cancellationToken);
        synapse.Phrases = answer.ToDistributions();
    }

    private PhraseTable TableOf(ILanguageModel model) =>
        _tables.GetValue(model.Tokenizer, static tokenizer => PhraseTable.Build(tokenizer, StandardTokenizer.Instance));
}
