using System.ComponentModel;
using System.Text.Json.Serialization;
using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol;

/// <summary>
/// Prediction of the one token after the last: the K most probable server tokens, each as a phrase of standard tokens.
/// </summary>
[Description("Prediction of the one token after the last, as phrases of standard tokens.")]
public sealed class TextCausalLMNext : Synapse
{
    /// <summary>Phrases an item, K; 4096 by default, 1 to the standard vocabulary's size.</summary>
    /// <remarks>A server whose own vocabulary is smaller answers with all of it, and a floor of 0.</remarks>
    [JsonPropertyName("topk")]
    [Description("Phrases an item, K; 1 to 50257.")]
    public int TopK { get; set; } = 4096;

    /// <summary>The answer; B items.</summary>
    [JsonPropertyName("phrases")]
    [WireForm(WireForm.Binary)]
    public PhraseDistributions? Phrases { get; set; }

    /// <summary>Standard tokens of all phrases one after the other, for JSON clients; shape [sum of lengths].</summary>
    [JsonPropertyName("phrase_tokens")]
    [Description("Answer: standard token ids of all phrases one after the other.")]
    [WireForm(WireForm.Sdk)]
    public WireTensor<long>? PhraseTokens { get; set; }

    /// <summary>Number of tokens of each phrase, for JSON clients; shape [B,K].</summary>
    [JsonPropertyName("phrase_lengths")]
    [Description("Answer: number of tokens of each phrase, [B,K].")]
    [WireForm(WireForm.Sdk)]
    public WireTensor<long>? PhraseLengths { get; set; }

    /// <summary>Probability of each phrase, for JSON clients; shape [B,K].</summary>
    [JsonPropertyName("phrase_probabilities")]
    [Description("Answer: probability of each phrase, [B,K], descending.")]
    [WireForm(WireForm.Sdk)]
    public WireTensor<float>? PhraseProbabilities { get; set; }

    /// <summary>Probability of one unlisted server token, for JSON clients; shape [B].</summary>
    [JsonPropertyName("floor_probabilities")]
    [Description("Answer: mean probability of one server token that is not listed, [B].")]
    [WireForm(WireForm.Sdk)]
    public WireTensor<float>? FloorProbabilities { get; set; }

    /// <inheritdoc/>
    public override void ValidateRequest() => FieldRange.Check("topk", TopK, 1, StandardVocabulary.Size);

    /// <inheritdoc/>
    public override void ValidateAnswer(Synapse request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var answer = AnswerChecks.Present(Phrases, "phrases");
        AnswerChecks.Count("items", answer.Batch, BatchShape.Of(request).Batch);
        AnswerChecks.Count("phrases an item", answer.TopK, 1, ((TextCausalLMNext)request).TopK);
        AnswerChecks.Ids("phrases", answer.Tokens, StandardVocabulary.Size);
        for (var item = 0; item < answer.Batch; item++)
        {
            AnswerChecks.Distribution("phrases", item, answer.ProbabilitiesOf(item));
            AnswerChecks.Probability("floors", item, answer.Floors[item]);
        }
    }

    /// <inheritdoc/>
    protected internal override void BeforeWrite(WireForm form)
    {
        if (form == WireForm.Sdk && Phrases is { } answer)
        {
            int[] shape = [answer.Batch, answer.TopK];
            var lengths = Bittensor.Protocol.PhraseLengths.Of(answer.Offsets);
            PhraseTokens = new WireTensor<long>(Array.ConvertAll(answer.Tokens, id => (long)id), answer.Tokens.Length);
            PhraseLengths = new WireTensor<long>(Array.ConvertAll(lengths, length => (long)length), shape);
            PhraseProbabilities = new WireTensor<float>(answer.Probabilities, shape);
            FloorProbabilities = new WireTensor<float>(answer.Floors, answer.Batch);
        }
    }

    /// <inheritdoc/>
    protected internal override void AfterRead(WireForm form)
    {
        var isEmpty = (PhraseTokens, PhraseLengths, PhraseProbabilities, FloorProbabilities) is (null, null, null, null);
        if (form != WireForm.Sdk || isEmpty)
        {
            return;
        }

        WireFields.SameShape("phrase_lengths", PhraseLengths, "phrase_probabilities", PhraseProbabilities, rank: 2);
        var (batch, topK) = (PhraseLengths!.Shape[0], PhraseLengths.Shape[1]);
        if (topK < 1)
        {
            throw new WireFormatException(WireFault.Shape, "phrase_lengths has no entries.");
        }

        WireFields.Shape("phrase_tokens", PhraseTokens, PhraseTokens?.Values.Length ?? 0);
        WireFields.Shape("floor_probabilities", FloorProbabilities, batch);
        var offsets = Bittensor.Protocol.PhraseLengths.ToOffsets(
            WireFields.ToInt32("phrase_lengths", PhraseLengths), PhraseTokens!.Values.Length)
            ?? throw new WireFormatException(
                WireFault.Shape, $"phrase_lengths do not add up to the {PhraseTokens.Values.Length} tokens of phrase_tokens.");
        Phrases = new PhraseDistributions(
            batch,
            topK,
            WireFields.ToInt32("phrase_tokens", PhraseTokens),
            offsets,
            PhraseProbabilities!.Values,
            FloorProbabilities!.Values);
    }
}
