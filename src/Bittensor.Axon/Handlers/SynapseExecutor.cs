using Bittensor.Engine;
using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Handlers;

/// <summary>Answers the synapses of one request, from one forward pass where they share it.</summary>
public sealed class SynapseExecutor(
    ILanguageModelHost host, SynapseHandlers handlers, IOptions<AxonOptions> options, TimeProvider clock, ILogger<SynapseExecutor> log)
{
    /// <summary>Answers synapses over the same inputs.</summary>
    /// <param name="synapses">Requests with the same inputs and timeout, at least one; each receives its answer.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    /// <returns>One item a synapse, in the same order: the synapse, filled in, or why there is no answer. A failure that is
    /// the axon's own mistake has <see cref="ReturnCode.UnknownException"/> and an error id; the log has the rest.</returns>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async Task<IReadOnlyList<MultiSynapseItem>> ExecuteAsync(IReadOnlyList<Synapse> synapses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        using var deadline = new CancellationTokenSource(TimeFor(synapses[0]), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var context = new SynapseContext();

        // 1. Every handler starts, and asks for the work it shares. 2. That runs. 3. Every handler ends by itself.
        var answers = synapses.Select(synapse => AnswerAsync(synapse, context, cancellationToken, either.Token)).ToArray();
        await context.RunSharedAsync(either.Token);
        return await Task.WhenAll(answers);
    }

    private async Task<MultiSynapseItem> AnswerAsync(
        Synapse synapse, SynapseContext context, CancellationToken caller, CancellationToken callerOrDeadline)
    {
        using var span = SynapseSpan.Start(synapse.Name, clock);
        var item = await ComputeAsync(synapse, context, caller, callerOrDeadline);
        string? model = null;
        if (host.State == ModelState.Ready)
        {
            model = host.Model.Description.Name;
        }

        span.End(model, item.Failure);
        return item;
    }

    private async Task<MultiSynapseItem> ComputeAsync(
        Synapse synapse, SynapseContext context, CancellationToken caller, CancellationToken callerOrDeadline)
    {
        try
        {
            SynapseInputChecks.Check(synapse);
            var handler = handlers.For(synapse.GetType());
            await handler.AnswerAsync(synapse, context, callerOrDeadline).WaitAsync(callerOrDeadline);
            return new MultiSynapseItem(synapse);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested && callerOrDeadline.IsCancellationRequested)
        {
            var seconds = TimeFor(synapse).TotalSeconds;
            return Failed(synapse, new SynapseException(ReturnCode.Timeout, $"There was no answer within {seconds} seconds."));
        }
        catch (SynapseException exception)
        {
            return Failed(synapse, exception);
        }
        catch (EngineException exception)
        {
            return Failed(synapse, EngineErrors.ToSynapseException(exception));
        }
        catch (Exception exception) when (!caller.IsCancellationRequested)
        {
            return Failed(synapse, Unknown(synapse, exception));
        }
    }

    private SynapseException Unknown(Synapse synapse, Exception exception)
    {
        // A parallel loop wraps what its iterations throw, and these fail alike.
        switch (exception)
        {
            case AggregateException { InnerException: SynapseException inner }:
                return inner;
            case AggregateException { InnerException: EngineException inner }:
                return EngineErrors.ToSynapseException(inner);
        }

        var id = Guid.NewGuid().ToString("N");
        Log.SynapseFailed(log, exception, synapse.Name, id);
        return new SynapseException(ReturnCode.UnknownException, $"The axon failed; error {id} in its log has the rest.", exception);
    }

    private TimeSpan TimeFor(Synapse synapse)
    {
        var asked = double.IsFinite(synapse.Timeout) ? Math.Clamp(synapse.Timeout, 0, SynapseInputChecks.MaxTimeout) : 0;
        return TimeSpan.FromSeconds(Math.Min(asked, options.Value.MaxTimeout.TotalSeconds));
    }

    private static MultiSynapseItem Failed(Synapse synapse, SynapseException exception) => new(synapse.Name, exception);
}
