using System.Runtime.CompilerServices;
using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Bittensor.Tokenization;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Handlers;

/// <summary>For the token after the last: the K most probable server tokens, each spelt in standard tokens.</summary>
internal sealed class TextCausalLMNextHandler(IOptions<AxonOptions> options) : SynapseHandler<TextCausalLMNext>
{
    private readonly ConditionalWeakTable<ITextTokenizer, PhraseTable> _tables = [];

    public override void WarmUp(ILanguageModel model) => TableOf(model);

    protected override async Task AnswerAsync(TextCausalLMNext synapse, SynapseContext context, CancellationToken cancellationToken)
    {
        var topK = Math.Min(synapse.TopK, context.Model.Description.VocabularySize);
        AnswerSize.Check(options.Value.MaxAnswerEntries, context.Inputs.Batch, topK);
        var answer = new PhraseAnswer(context.Inputs.Batch, topK, TableOf(context.Model));
        await context.ReadAsync(answer.Read, cancellationToken);
        synapse.Phrases = answer.ToDistributions();
    }

    private PhraseTable TableOf(ILanguageModel model) =>
        _tables.GetValue(model.Tokenizer, static tokenizer => PhraseTable.Build(tokenizer, StandardTokenizer.Instance));
}
