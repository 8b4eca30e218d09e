using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Bittensor.Keys.Bodies;

namespace Bittensor.Benchmarks;

/// <summary>The hash of a request's body, over its bytes and over Python's text of one field, on one thread.</summary>
[MemoryDiagnoser]
public class BodyHashes
{
    private byte[] _body = [];
    private JsonElement[] _fields = [];

    /// <summary>Size of the body in bytes.</summary>
    [Params(1_000, 100_000, 1_000_000)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var text = new StringBuilder().Insert(0, "Gets or sets the name. ", Size / 23).ToString();
        _body = JsonSerializer.SerializeToUtf8Bytes(new[] { text });
        _fields = [JsonSerializer.SerializeToElement(new[] { text })];
    }

    [Benchmark(Baseline = true)]
    public string OfBytes() => BodyHash.OfBytes(_body);

    [Benchmark]
    public string OfFields() => BodyHash.OfFields(_fields);
}
