using Bittensor.Engine.Generation;
using Bittensor.Engine.Models;
using Bittensor.Engine.Scheduling;
using Bittensor.Protocol;
using Bittensor.Tokenization;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>Continues a prompt with the model's own tokens; the answer is their text, and that text in standard tokens.</summary>
/// <remarks>A caller's timeout counts too: generation ends with what is there when nine tenths of it are over.</remarks>
internal sealed class TextSeq2SeqHandler(
    TextRequests requests, TextGenerator generator, IOptions<AxonOptions> options, IOptions<ModelOptions> modelOptions, Random random)
    : TextSynapseHandler<TextSeq2Seq>(requests)
{
    /// <summary>Part of the caller's timeout after which no further token is begun.</summary>
    private const double PartForGeneration = 0.9;

    private int _running;

    protected override async Task AnswerAsync(TextSeq2Seq synapse, TextRequest request, CancellationToken cancellationToken)
    {
        var generation = OptionsOf(synapse);
        generation.Validate();
        CheckRows(synapse, request.Inputs.Batch);
        var prompts = request.ModelRows;
        var rows = await GenerateAsync(request.Model, prompts, generation, cancellationToken);
        Fill(synapse, prompts, [.. rows.Select(row => WithoutEnd(row, request.Model.GenerationDefaults.EndOfSequence))], request.Model.Tokenizer);
    }

    private static void Fill(TextSeq2Seq synapse, IReadOnlyList<int[]> prompts, int[][] rows, ITextTokenizer tokenizer)
    {
        // Prompt and answer put together are what the whole row decodes to.
        var each = rows.Length / prompts.Count;
        string[] texts = [.. rows.Select((row, i) => tokenizer.DecodeAfter(prompts[i / each], row))];
        var standard = rows;
        if (!tokenizer.IsStandard)
        {
            standard = [.. texts.Select(text => StandardTokenizer.Instance.Encode(text).ToArray())];
        }

        var length = standard.Max(row => row.Length);
        var ids = new long[standard.Length * length];
        Array.Fill(ids, StandardVocabulary.EndOfText);
        for (var i = 0; i < standard.Length; i++)
        {
            Array.ConvertAll(standard[i], id => (long)id).CopyTo(ids, i * length);
        }

        synapse.GeneratedIds = new WireTensor<long>(ids, standard.Length, length);
        synapse.GeneratedText = texts;
    }

    private static int[] WithoutEnd(int[] row, IReadOnlyList<int> endTokens)
    {
        if (row.Length > 0 && endTokens.Contains(row[^1]))
        {
            return row[..^1];
        }

        return row;
    }

    private async Task<IReadOnlyList<int[]>> GenerateAsync(
        ILanguageModel model, IReadOnlyList<int[]> prompts, GenerationOptions generation, CancellationToken cancellationToken)
    {
        var running = Interlocked.Increment(ref _running);
        try
        {
            if (running > options.Value.MaxGenerations)
            {
                throw new SynapseException(
                    ReturnCode.NucleusFull, $"{options.Value.MaxGenerations} requests are being generated, which is the limit.");
            }

            return await Task.Run(() => generator.Generate(model, prompts, generation, cancellationToken), cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private void CheckRows(TextSeq2Seq synapse, int batch)
    {
        var rows = (long)batch * Math.Max(synapse.NumBeams, synapse.NumReturnSequences);
        if (rows > options.Value.MaxGeneratedRows)
        {
            throw new SynapseException(
                ReturnCode.InvalidRequest,
                $"{batch} items with {synapse.NumBeams} beams and {synapse.NumReturnSequences} sequences are {rows} rows; "
                + $"expected at most {options.Value.MaxGeneratedRows}.");
        }
    }

    private double SecondsFor(TextSeq2Seq synapse) => Math.Min(synapse.Timeout, options.Value.MaxTimeout.TotalSeconds);

    private GenerationOptions OptionsOf(TextSeq2Seq synapse) => new()
    {
        MaxNewTokens = synapse.NumToGenerate,
        NumBeams = synapse.NumBeams,
        NumBeamGroups = synapse.NumBeamGroups,
        NoRepeatNgramSize = synapse.NoRepeatNgramSize,
        EarlyStopping = synapse.EarlyStopping,
        NumReturnSequences = synapse.NumReturnSequences,
        DoSample = synapse.DoSample,
        TopK = synapse.TopK,
        TopP = synapse.TopP,
        Temperature = synapse.Temperature,
        RepetitionPenalty = synapse.RepetitionPenalty,
        LengthPenalty = synapse.LengthPenalty,
        MaxTime = TimeSpan.FromSeconds(Math.Min(synapse.MaxTime, PartForGeneration * SecondsFor(synapse))),
        Seed = synapse.Seed ?? random.NextInt64(),
        SlidesContext = modelOptions.Value.Truncation == PromptTruncation.Left,
    };
}
