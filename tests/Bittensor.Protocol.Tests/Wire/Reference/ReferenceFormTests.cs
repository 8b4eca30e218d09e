using Bittensor.Protocol.Wire;
using Bittensor.Protocol.Wire.Reference;

namespace Bittensor.Protocol.Tests.Wire.Reference;

public class ReferenceFormTests
{
    [Fact]
    public void TopK_Encode_PutsTheValuesOfARowBeforeItsIds()
    {
        var message = ReferenceTopKForm.Encode(new TopKDistributions(2, 2, 50257, [3, 50256, 0, 7], [.5f, .25f, 1, 0]));

        Assert.Equal([.5f, .25f, 3, 50256, 1, 0, 0, 7], message);
    }

    [Fact]
    public void TopK_Decode_GivesBackRows()
    {
        var answer = ReferenceTopKForm.Decode([.5f, .25f, 3, 50256.9f, 1, 0, 0, 7], 2);

        Assert.Equal((2, 2, 50257), (answer.Rows, answer.TopK, answer.VocabularySize));
        Assert.Equal([3, 50256, 0, 7], answer.Ids);
        Assert.Equal([.5f, .25f, 1, 0], answer.Probabilities);
    }

    [Theory]
    [InlineData(new[] { .5f, .25f, 3 }, WireFault.Shape, 0)]
    [InlineData(new[] { .5f, .25f, 3, 50257 }, WireFault.Value, 12)]
    [InlineData(new[] { .5f, .25f, -1, 3 }, WireFault.Value, 8)]
    [InlineData(new[] { .5f, .25f, 3, float.NaN }, WireFault.Value, 12)]
    public void TopK_Decode_WrongMessage_NamesFaultAndOffset(float[] message, WireFault fault, long offset)
    {
        var exception = Assert.Throws<WireFormatException>(() => ReferenceTopKForm.Decode(message, 2));

        Assert.Equal((fault, offset), (exception.Fault, exception.Offset!.Value));
    }

    [Fact]
    public void Phrase_Encode_RaisesIdsAndEndsItemsWithTheirFloor()
    {
        var answer = new PhraseDistributions(2, 2, [10, 0, 1, 7], [0, 1, 3, 3, 4], [.5f, .25f, .125f, 0], [1e-3f, 0]);

        Assert.Equal([.5f, 12, .25f, 2, 3, 1e-3f, .125f, 0, 9, 0], ReferencePhraseForm.Encode(answer));
    }

    [Fact]
    public void Phrase_Decode_CutsAtProbabilities()
    {
        // The first item's second phrase is empty; 5.5 rounds to the even 6, and values just outside of [0,1] are clamped.
        var answer = ReferencePhraseForm.Decode([.5f, 12, 5.5f, .25f, 1e-3f, 1.0000005f, 2, -5e-7f, 9, 0], 2);

        Assert.Equal((2, 2), (answer.Batch, answer.TopK));
        Assert.Equal([10, 4, 0, 7], answer.Tokens);
        Assert.Equal([0, 2, 2, 3, 4], answer.Offsets);
        Assert.Equal([.5f, .25f, 1, 0], answer.Probabilities);
        Assert.Equal([1e-3f, 0], answer.Floors);
    }

    [Theory]
    [InlineData(new[] { .5f, 12, .25f, 2, .001f, .1f }, WireFault.Shape, 0)] // a marker too many
    [InlineData(new[] { .5f, 12, .25f, 2 }, WireFault.Shape, 0)] // no floor
    [InlineData(new[] { 1, 12, 2e-6f, 2, 0 }, WireFault.Value, 16)] // mass
    [InlineData(new[] { .9f, 5, .9f, 6, .1f }, WireFault.Value, 16)]
    [InlineData(new[] { float.NaN, 5, .25f, 6, .1f }, WireFault.Value, 0)]
    [InlineData(new[] { .5f, 5, .25f, -.1f, .1f }, WireFault.Value, 12)]
    [InlineData(new[] { .5f, 1.25f, .25f, 6, .1f }, WireFault.Value, 4)]
    [InlineData(new[] { .5f, 1e9f, .25f, 6, .1f }, WireFault.Value, 4)]
    [InlineData(new[] { 9, .5f, 5, .25f, 6, .1f }, WireFault.Malformed, 0)] // before the first probability
    [InlineData(new[] { .5f, 5, .25f, 6, .1f, 9 }, WireFault.Malformed, 20)] // after the floor
    public void Phrase_Decode_WrongMessage_NamesFaultAndOffset(float[] message, WireFault fault, long offset)
    {
        var exception = Assert.Throws<WireFormatException>(() => ReferencePhraseForm.Decode(message, 2));

        Assert.Equal((fault, offset), (exception.Fault, exception.Offset!.Value));
    }
}
