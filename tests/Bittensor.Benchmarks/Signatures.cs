using BenchmarkDotNet.Attributes;
using Bittensor.Keys;
using Bittensor.Keys.Bodies;
using Bittensor.Keys.Nonces;

namespace Bittensor.Benchmarks;

/// <summary>What a signed request costs the dendrite that signs it and the axon that verifies it, on one thread.</summary>
[MemoryDiagnoser]
public class Signatures
{
    private const string Uuid = "88611e90-059c-11f0-a1b3-5eb2e06b4058", Hash = BodyHash.OfNothing;

    private readonly Keypair _dendrite = Keypair.Generate(), _axon = Keypair.Generate();
    private readonly SteadyTime _time = new();
    private NonceWindow _window = null!;
    private RequestMessage _message = null!;
    private string _signature = "", _another = "";

    [GlobalSetup]
    public void Setup()
    {
        _message = new RequestMessage(1764000001234567891, _dendrite.Hotkey, _axon.Hotkey, Uuid, Hash);
        _window = new NonceWindow(new NonceWindowOptions(), _time);
        _signature = _message.Sign(_dendrite);
        _another = (_message with { Nonce = 1 }).Sign(_dendrite);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _dendrite.Dispose();
        _axon.Dispose();
    }

    [Benchmark]
    public string Sign() => _message.Sign(_dendrite);

    [Benchmark(Baseline = true)]
    public bool Verify() => _message.Verify(_signature, out _);

    /// <summary>A wrong signature is compared twice: with the message as it is and with the wrapped one.</summary>
    [Benchmark]
    public bool Refuse() => _message.Verify(_another, out _);

    [Benchmark]
    public Hotkey ParseAddress() => Hotkey.Parse(_dendrite.Hotkey.Address);

    /// <summary>A nonce of this moment, 1000 a second: the window holds 64,000 and forgets as many as come.</summary>
    [Benchmark]
    public ValueTask<NonceOutcome> TakeNonce()
    {
        _time.Now += TimeSpan.FromMilliseconds(1);
        return _window.TakeAsync(
            _dendrite.Hotkey, Uuid, (_time.Now - DateTimeOffset.UnixEpoch).Ticks * 100, TimeSpan.FromSeconds(12));
    }

    private sealed class SteadyTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch.AddYears(56);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
