using Bittensor.Protocol.Wire;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Bittensor.Protocol.Tests.Wire;

public class FormatProperties
{
    [Property]
    public bool Read_WrittenTensors_AreTheSame(long[] values, NormalFloat[] floats, bool binary)
    {
        var format = binary ? SynapseFormats.Binary : SynapseFormats.SdkJson;
        var states = Array.ConvertAll(floats, value => (float)Math.Clamp(value.Get, float.MinValue, float.MaxValue));
        var sent = new TextLastHiddenState { Inputs = new WireTensor<long>(values, 1, values.Length), HiddenStates = new WireTensor<float>(states, states.Length, 1) };

        var read = format.Read<TextLastHiddenState>(format.Write(sent));

        return read.Inputs!.Values.SequenceEqual(values) && read.Inputs.Shape is [1, var length] && length == values.Length
            && read.HiddenStates!.Values.SequenceEqual(states) && read.HiddenStates.Shape is [var rows, 1] && rows == states.Length;
    }

    [Property]
    public bool Read_WrittenText_IsTheSame(NonNull<string>[] texts, bool binary)
    {
        var format = binary ? SynapseFormats.Binary : SynapseFormats.SdkJson;
        string[] sent = [.. texts.Select(text => string.Concat(text.Get.EnumerateRunes()))]; // without half surrogates, which no UTF-8 has

        return format.Read<TextSeq2Seq>(format.Write(new TextSeq2Seq { Text = sent })).Text!.SequenceEqual(sent);
    }

    [Property]
    public Property Read_WrittenPhrases_AreTheSame() => Prop.ForAll(Phrases().ToArbitrary(), ArbMap.Default.ArbFor<bool>(), (sent, binary) =>
    {
        var format = binary ? SynapseFormats.Binary : SynapseFormats.SdkJson;
        var read = format.Read<TextCausalLMNext>(format.Write(new TextCausalLMNext { Phrases = sent })).Phrases!;
        return (read.Batch, read.TopK) == (sent.Batch, sent.TopK) && read.Tokens.SequenceEqual(sent.Tokens) && read.Offsets.SequenceEqual(sent.Offsets)
            && read.Probabilities.SequenceEqual(sent.Probabilities) && read.Floors.SequenceEqual(sent.Floors);
    });

    private static Gen<PhraseDistributions> Phrases() =>
        from batch in Gen.Choose(1, 4)
        from topK in Gen.Choose(1, 5)
        from lengths in Gen.Choose(0, 4).ArrayOf(batch * topK)
        from tokens in Gen.Choose(0, StandardVocabulary.EndOfText).ArrayOf(lengths.Sum())
        from probabilities in Gen.Choose(0, 1000).ArrayOf(batch * topK)
        from floors in Gen.Choose(0, 1000).ArrayOf(batch)
        select new PhraseDistributions(
            batch, topK, tokens, [0, .. lengths.Select((_, index) => lengths.Take(index + 1).Sum())],
            Array.ConvertAll(probabilities, p => p / 1000f), Array.ConvertAll(floors, p => p / 1e6f));
}
