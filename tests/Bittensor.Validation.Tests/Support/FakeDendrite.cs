using System.Collections.Concurrent;
using Bittensor.Client;
using Bittensor.Protocol;

namespace Bittensor.Validation.Tests;

/// <summary>Axons that live in this process: a function a URL and synapse.</summary>
internal sealed class FakeDendrite : IDendrite
{
    private readonly ConcurrentDictionary<string, Func<Synapse, (Synapse? Answer, ReturnCode Code)>> _axons = new();

    /// <summary>Requests so far, in their order.</summary>
    public ConcurrentQueue<(Uri Axon, Synapse Request)> Requests { get; } = new();

    /// <summary>Addresses that nothing listens on.</summary>
    public static Uri UrlOf(int axon) => new($"http://127.0.0.1:{axon + 1}/");

    /// <summary>An axon that gives a held-back first token a probability, and serves TextCausalLMNext only.</summary>
    public void Answer(int axon, double probability) => Set(axon, request => request is TextCausalLMNext next
        ? (Answers.Next(next, probability), ReturnCode.Success)
        : (null, ReturnCode.NotImplemented));

    /// <summary>An axon that fails.</summary>
    public void Fail(int axon, ReturnCode code) => Set(axon, _ => (null, code));

    public void Set(int axon, Func<Synapse, (Synapse? Answer, ReturnCode Code)> answer) => _axons[UrlOf(axon).AbsoluteUri] = answer;

    public Task<DendriteResponse<T>> QueryAsync<T>(Uri axon, T synapse, TimeSpan timeout, CancellationToken cancellationToken = default)
        where T : Synapse
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Enqueue((axon, synapse));
        var (answer, code) = _axons[axon.AbsoluteUri](synapse);
        return Task.FromResult(new DendriteResponse<T>((T?)answer, code, code == ReturnCode.Success ? "" : "fake", TimeSpan.FromSeconds(0.25), 1000));
    }

    public Task<IReadOnlyList<DendriteResponse<Synapse>>> QuerySeveralAsync(
        Uri axon, IReadOnlyList<Synapse> synapses, TimeSpan timeout, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
