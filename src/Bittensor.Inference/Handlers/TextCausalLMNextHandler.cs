using System.Runtime.CompilerServices;
using Bittensor.Inference.Models;
using Bittensor.Inference.TopK;
using Bittensor.Protocol;
using Bittensor.Tokenization;
using Microsoft.Extensions.Options;

namespace Bittensor.Inference.Handlers;

/// <summary>For the token after the last: the K most probable server tokens, each spelt in standard tokens.</summary>
internal sealed class TextCausalLMNextHandler(IOptions<ServingOptions> options) : SynapseHandler<TextCausalLMNext>
{
    private readonly ConditionalWeakTable<ITextTokenizer, PhraseTable> _tables = [];

    public override void WarmUp(ILanguageModel model) => TableOf(model);

    protected override async Task AnswerAsync(TextCausalLMNext synapse, SynapseContext context, CancellationToken cancellationToken)
    {
        var vocabularySize = context.Model.Description.VocabularySize;
        var topK = Math.Min(synapse.TopK, vocabularySize);
        AnswerSize.Check(options.Value.MaxAnswerEntries, context.Inputs.Batch, topK);
        var table = TableOf(context.Model);
        synapse.Phrases = await context.ReadAsync(output => Read(output, topK, vocabularySize, table), cancellationToken);
    }

    private static PhraseDistributions Read(ForwardOutput output, int topK, int vocabularySize, PhraseTable table)
    {
        var items = output.Rows;
        var (tokens, probabilities, floors) = (new int[items * topK], new float[items * topK], new float[items]);
        Parallel.For(0, items, item =>
        {
            var logits = output.Logits(item, output.Length(item) - 1);
            var mass = TopKSelector.Select(logits, topK, tokens.AsSpan(item * topK, topK), probabilities.AsSpan(item * topK, topK));
            floors[item] = topK == vocabularySize ? 0 : (float)((1 - mass) / (vocabularySize - topK));
        });
        var (phrases, offsets) = Spell(tokens, table);
        return new PhraseDistributions(items, topK, phrases, offsets, probabilities, floors);
    }

    private static (int[] Phrases, int[] Offsets) Spell(int[] tokens, PhraseTable table)
    {
        var offsets = new int[tokens.Length + 1];
        for (var i = 0; i < tokens.Length; i++)
        {
            offsets[i + 1] = offsets[i] + table[tokens[i]].Length;
        }

        var phrases = new int[offsets[^1]];
        for (var i = 0; i < tokens.Length; i++)
        {
            table[tokens[i]].CopyTo(phrases.AsSpan(offsets[i]));
        }

        return (phrases, offsets);
    }

    private PhraseTable TableOf(ILanguageModel model) =>
        _tables.GetValue(model.Tokenizer, static tokenizer => PhraseTable.Build(tokenizer, StandardTokenizer.Instance));
}
