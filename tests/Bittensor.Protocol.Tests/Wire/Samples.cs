using System.Text;

namespace Bittensor.Protocol.Tests.Wire;

/// <summary>Small synapses with every field filled in.</summary>
internal static class Samples
{
    public static TextCausalLM TextCausalLM() => new()
    {
        Timeout = 3.5,
        TopK = 2,
        Inputs = new WireTensor<long>([15496, 995, 0, 50256, 7, 8], 2, 3),
        Mask = new WireTensor<long>([1, 1, 1, 0, 1, 1], 2, 3),
        Axon = new TerminalInfo { StatusCode = 200, StatusMessage = "Success", ProcessTime = 0.25 },
        Dendrite = new TerminalInfo { Hotkey = "5Gx", Nonce = 1_700_000_000_123_456_789, Uuid = "u" },
        Distributions = new TopKDistributions(6, 2, 50257, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 50256], [.5f, .25f, .5f, .25f, .5f, .25f, .5f, .25f, .5f, .25f, 1f, 0f]),
    };

    public static TextCausalLMNext TextCausalLMNext() => new()
    {
        TopK = 3,
        Inputs = new WireTensor<long>([1, 2], 2, 1),
        Phrases = new PhraseDistributions(2, 3, [10, 11, 12, 13, 14, 15, 16], [0, 1, 3, 3, 4, 6, 7], [.5f, .2f, .1f, .4f, .3f, .2f], [1e-6f, 2e-6f]),
    };

    public static ReadOnlyMemory<byte> Json(string json) => Encoding.UTF8.GetBytes(json);
}
