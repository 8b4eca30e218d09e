using Bittensor.Storage.Queues;
using Bittensor.Validation.Examination;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Functions.Validator;

/// <summary>Asks one axon the tasks of a round.</summary>
/// <param name="examiner">Does it.</param>
/// <param name="clock">Tells how long the message waited.</param>
public sealed class QueryAxon(AxonExaminer examiner, TimeProvider clock)
{
    /// <summary>Takes one message.</summary>
    /// <param name="message">Which round and axon.</param>
    /// <param name="cancellationToken">The app stops; the message comes again.</param>
    [Function(nameof(QueryAxon))]
    public async Task RunAsync([QueueTrigger(QueueNames.QueryAxon)] QueryAxonMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var span = QueueTelemetry.Process(
            QueueNames.QueryAxon, message.RoundId, message.Trace, message.VisibleAt, clock.GetUtcNow());
        await examiner.ExamineAsync(new(message.RoundId), message.Uid, cancellationToken);
    }
}
