using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Bittensor.Protocol;

/// <summary>Text generation from a prompt, with the options and semantics of Hugging Face generate.</summary>
[Description("Text generation from a prompt.")]
public sealed class TextSeq2Seq : Synapse
{
    /// <summary>New tokens at most; 256 by default.</summary>
    [JsonPropertyName("num_to_generate")]
    [Description("New tokens at most; 1 to 4096.")]
    public int NumToGenerate { get; set; } = 256;

    /// <summary>Beams; 1 is greedy search or sampling, 5 by default.</summary>
    [JsonPropertyName("num_beams")]
    [Description("Beams; 1 is greedy search or sampling.")]
    public int NumBeams { get; set; } = 5;

    /// <summary>Groups of beams; divides <see cref="NumBeams"/>.</summary>
    [JsonPropertyName("num_beam_groups")]
    [Description("Groups of beams; divides num_beams.")]
    public int NumBeamGroups { get; set; } = 1;

    /// <summary>No n-gram of this many tokens comes twice; 0 turns it off, 2 by default.</summary>
    [JsonPropertyName("no_repeat_ngram_size")]
    [Description("No n-gram of this many tokens comes twice; 0 turns it off.")]
    public int NoRepeatNgramSize { get; set; } = 2;

    /// <summary>Beam search stops once there are <see cref="NumBeams"/> finished candidates.</summary>
    [JsonPropertyName("early_stopping")]
    [Description("Beam search stops once there are num_beams finished candidates.")]
    public bool EarlyStopping { get; set; }

    /// <summary>Answers an item of the batch, R.</summary>
    [JsonPropertyName("num_return_sequences")]
    [Description("Answers an item of the batch, R.")]
    public int NumReturnSequences { get; set; } = 1;

    /// <summary>Draws tokens instead of taking the most probable.</summary>
    [JsonPropertyName("do_sample")]
    [Description("Draws tokens instead of taking the most probable.")]
    public bool DoSample { get; set; }

    /// <summary>When sampling, only the K most probable tokens; 0 turns it off.</summary>
    [JsonPropertyName("topk")]
    [Description("When sampling, only the K most probable tokens; 0 turns it off.")]
    public int TopK { get; set; } = 50;

    /// <summary>When sampling, only the most probable tokens that together reach this probability; (0,1].</summary>
    [JsonPropertyName("top_p")]
    [Description("When sampling, only the most probable tokens that together reach this probability; (0,1].")]
    public double TopP { get; set; } = 0.95;

    /// <summary>When sampling, divides the logits; above 0.</summary>
    [JsonPropertyName("temperature")]
    [Description("When sampling, divides the logits; above 0.")]
    public double Temperature { get; set; } = 1;

    /// <summary>Above 1 makes tokens that are already there less likely; above 0.</summary>
    [JsonPropertyName("repetition_penalty")]
    [Description("Above 1 makes tokens that are already there less likely.")]
    public double RepetitionPenalty { get; set; } = 1;

    /// <summary>Exponent of the length by which a beam's score is divided.</summary>
    [JsonPropertyName("length_penalty")]
    [Description("Exponent of the length by which a beam's score is divided.")]
    public double LengthPenalty { get; set; } = 1;

    /// <summary>Seconds of generation at most; what is there by then is the answer.</summary>
    [JsonPropertyName("max_time")]
    [Description("Seconds of generation at most; what is there by then is the answer.")]
    public double MaxTime { get; set; } = 150;

    /// <summary>Seed of the sampling; the same seed gives the same text. Drawn when left out.</summary>
    [JsonPropertyName("seed")]
    [Description("Seed of the sampling; drawn when left out.")]
    public long? Seed { get; set; }

    /// <summary>Generated standard token ids, without the prompt, ended by padding; shape [B x R, N].</summary>
    [JsonPropertyName("generated_ids")]
    [Description("Answer: generated standard token ids without the prompt, [B x R, N].")]
    public WireTensor<long>? GeneratedIds { get; set; }

    /// <summary>Generated text, without the prompt; B x R entries.</summary>
    [JsonPropertyName("generated_text")]
    [Description("Answer: generated text without the prompt, B x R entries.")]
    public IReadOnlyList<string>? GeneratedText { get; set; }

    /// <inheritdoc/>
    public override void ValidateRequest()
    {
        FieldRange.Check("num_to_generate", NumToGenerate, 1, 4096);
        FieldRange.Check("num_beams", NumBeams, 1, 64);
        FieldRange.Check("num_beam_groups", NumBeamGroups, 1, NumBeams);
        FieldRange.Check("no_repeat_ngram_size", NoRepeatNgramSize, 0, 4096);
        FieldRange.Check("num_return_sequences", NumReturnSequences, 1, 64);
        FieldRange.Check("topk", TopK, 0, int.MaxValue);
        FieldRange.CheckAbove("top_p", TopP, 0, 1);
        FieldRange.CheckAbove("temperature", Temperature, 0, 1000);
        FieldRange.CheckAbove("repetition_penalty", RepetitionPenalty, 0, 1000);
        FieldRange.CheckAbove("length_penalty", LengthPenalty, -1000, 1000);
        FieldRange.CheckAbove("max_time", MaxTime, 0, 3600);
    }

    /// <inheritdoc/>
    public override void ValidateAnswer(Synapse request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = (TextSeq2Seq)request;
        var answer = AnswerChecks.Present(GeneratedIds, "generated_ids");
        var sequences = BatchShape.Of(request).Batch * asked.NumReturnSequences;
        AnswerChecks.Count("dimensions of generated_ids", answer.Shape.Length, 2);
        AnswerChecks.Count("generated sequences", answer.Shape[0], sequences);
        AnswerChecks.Count("generated texts", AnswerChecks.Present(GeneratedText, "generated_text").Count, sequences);
        AnswerChecks.Ids(
            "generated_ids",
            Array.ConvertAll(answer.Values, id => (int)Math.Clamp(id, -1, int.MaxValue)),
            StandardVocabulary.Size);
    }
}
