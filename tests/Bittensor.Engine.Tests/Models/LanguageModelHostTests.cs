using Bittensor.Engine.ModelFolders;
using Bittensor.Engine.Models;
using Bittensor.Testing.TinyModels;
using Bittensor.Tokenization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Bittensor.Engine.Tests.Models;

public class LanguageModelHostTests
{
    [Fact]
    public async Task Model_BeforeStart_IsUnavailable()
    {
        await using var host = Create("mask-positions", new Lifetime());

        var fault = Assert.Throws<EngineException>(() => host.Model);

        Assert.Equal(EngineFault.NotReady, fault.Fault);
        Assert.Equal((ModelState.Loading, null), (host.State, host.FailureReason));
    }

    [Fact]
    public async Task StartAsync_GoodFolder_BecomesReady()
    {
        await using var host = Create("mask-positions", new Lifetime());
        await host.StartAsync(TestContext.Current.CancellationToken);

        var model = await host.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((ModelState.Ready, null), (host.State, host.FailureReason));
        Assert.Same(model, host.Model);
        Assert.Equal(1, await model.ReadAsync([[1]], output => output.Rows, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task StartAsync_BadFolder_StopsTheAppAndSaysWhy()
    {
        using var lifetime = new Lifetime();
        await using var host = Create("bad-unknown-input", lifetime);
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            await Assert.ThrowsAsync<ModelFolderException>(() => host.WaitAsync(TestContext.Current.CancellationToken));
            await lifetime.Stopped;

            Assert.Equal(1, Environment.ExitCode);
            Assert.Equal(ModelState.Failed, host.State);
            Assert.Contains("encoder_hidden_states", host.FailureReason, StringComparison.Ordinal);
            Assert.Equal(EngineFault.NotReady, Assert.Throws<EngineException>(() => host.Model).Fault);
        }
        finally
        {
            Environment.ExitCode = 0; // that of the test run
        }
    }

    private static LanguageModelHost Create(string name, Lifetime lifetime)
    {
        var options = Options.Create(new ModelOptions { Folder = TinyModel.Folder(name), Threads = 1 });
        return new(options, new LocalModelFolder(options), TimeProvider.System, lifetime, NullLogger<LanguageModelHost>.Instance);
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenSource _stopping = new();

        public Task Stopped => _stopped.Task;

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopped.TrySetResult();

        public void Dispose() => _stopping.Dispose();
    }
}
