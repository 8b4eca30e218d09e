using Bittensor.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Bittensor.Client.Tests;

/// <summary>A dendrite on a clock of the test's choice, and a request for it.</summary>
internal static class DendriteUnderTest
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    public static HttpDendrite Create(DendriteOptions? options = null, TimeProvider? time = null)
    {
        options ??= new DendriteOptions();
        var client = new HttpClient(DendriteHandler.Create(options)) { Timeout = Timeout.InfiniteTimeSpan };
        return new HttpDendrite(client, Options.Create(options), time ?? TimeProvider.System, NullLogger<HttpDendrite>.Instance);
    }

    public static TextCausalLM Request() => new() { TopK = 2, Inputs = new WireTensor<long>([1, 2], 1, 2) };

    public static TextCausalLM Answer(float first = .5f) => new()
    {
        TopK = 2,
        Distributions = new TopKDistributions(2, 2, 50257, [3, 4, 5, 6], [first, .25f, .5f, .25f]),
    };
}
