using System.ComponentModel;
using System.Text.Json.Serialization;
using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol;

/// <summary>Next-token prediction at every position: per position the K most probable standard tokens.</summary>
[Description("Next-token prediction at every position.")]
public sealed class TextCausalLM : Synapse
{
    /// <summary>Entries a position, K; 512 by default, 1 to the standard vocabulary's size.</summary>
    [JsonPropertyName("topk")]
    [Description("Entries a position, K; 1 to 50257.")]
    public int TopK { get; set; } = 512;

    /// <summary>The answer; B x S rows, row-major over the inputs' shape.</summary>
    [JsonPropertyName("distributions")]
    [WireForm(WireForm.Binary)]
    public TopKDistributions? Distributions { get; set; }

    /// <summary>Ids of the answer for JSON clients; shape [B,S,K].</summary>
    [JsonPropertyName("topk_ids")]
    [Description("Answer: standard token ids, [B,S,K], by descending probability.")]
    [WireForm(WireForm.Sdk)]
    public WireTensor<long>? TopKIds { get; set; }

    /// <summary>Probabilities of the answer for JSON clients; shape [B,S,K].</summary>
    [JsonPropertyName("topk_probabilities")]
    [Description("Answer: their probabilities, [B,S,K].")]
    [WireForm(WireForm.Sdk)]
    public WireTensor<float>? TopKProbabilities { get; set; }

    /// <inheritdoc/>
    public override void ValidateRequest() => FieldRange.Check("topk", TopK, 1, StandardVocabulary.Size);

    /// <inheritdoc/>
    public override void ValidateAnswer(Synapse request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var answer = AnswerChecks.Present(Distributions, "distributions");
        var (batch, sequence) = BatchShape.Of(request);
        AnswerChecks.Count(
            "positions",
            answer.Rows,
            sequence is { } tokens ? (long)batch * tokens : Math.Max(answer.Rows / Math.Max(batch, 1), 1) * (long)batch);
        AnswerChecks.Count("entries a position", answer.TopK, ((TextCausalLM)request).TopK);
        AnswerChecks.Count("tokens in its vocabulary", answer.VocabularySize, StandardVocabulary.Size);
        AnswerChecks.Ids("distributions", answer.Ids, answer.VocabularySize);
        for (var row = 0; row < answer.Rows; row++)
        {
            AnswerChecks.Distribution("distributions", row, answer.ProbabilitiesOf(row));
        }
    }

    /// <inheritdoc/>
    protected internal override void BeforeWrite(WireForm form)
    {
        if (form == WireForm.Sdk && Distributions is { } answer)
        {
            int[] shape = [.. BatchShape.Of(this).Split(answer.Rows), answer.TopK];
            TopKIds = new WireTensor<long>(Array.ConvertAll(answer.Ids, id => (long)id), shape);
            TopKProbabilities = new WireTensor<float>(answer.Probabilities, shape);
        }
    }

    /// <inheritdoc/>
    protected internal override void AfterRead(WireForm form)
    {
        if (form != WireForm.Sdk || (TopKIds is null && TopKProbabilities is null))
        {
            return;
        }

        WireFields.SameShape("topk_ids", TopKIds, "topk_probabilities", TopKProbabilities, rank: 3);
        var topK = TopKIds!.Shape[2];
        if (topK < 1)
        {
            throw new WireFormatException(WireFault.Shape, "topk_ids has no entries.");
        }

        Distributions = new TopKDistributions(
            TopKIds.Values.Length / topK,
            topK,
            StandardVocabulary.Size,
            WireFields.ToInt32("topk_ids", TopKIds),
            TopKProbabilities!.Values);
    }
}
