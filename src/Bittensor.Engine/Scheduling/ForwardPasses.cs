using Bittensor.Engine.Graph;
using Microsoft.Extensions.Logging;

namespace Bittensor.Engine.Scheduling;

/// <summary>Runs gathered requests in as few passes as their lengths and the graph allow.</summary>
/// <param name="runner">The graph.</param>
/// <param name="padded">Whether rows of different lengths may share a pass.</param>
/// <param name="limits">Bounds of one pass.</param>
/// <param name="padding">Token id that fills.</param>
/// <param name="log">Where a failing graph is reported.</param>
internal sealed class ForwardPasses(GraphRunner runner, bool padded, PassLimits limits, int padding, ILogger log)
{
    private int _passes;

    /// <summary>Passes run so far.</summary>
    public int Count => _passes;

    /// <summary>Runs requests; each is read on another thread as soon as its rows have run.</summary>
    /// <returns>Ends, and never fails, when all have been read.</returns>
    public Task Run(IReadOnlyList<ForwardRequest> requests)
    {
        var rows = requests.SelectMany(request => Enumerable.Range(0, request.Rows.Tokens.Length).Select(row => new RequestRow(request, row)))
            .ToArray();
        var reads = new List<Task>();
        var open = new HashSet<ForwardRequest>(requests);
        foreach (var pass in PassPlanner.Plan(Array.ConvertAll(rows, row => row.Tokens.Length), padded, limits, similar: true))
        {
            RunPass([.. pass.Select(row => rows[row])]);
            foreach (var request in open.Where(request => request.IsOver || request.Output.IsComplete).ToArray())
            {
                open.Remove(request);
                reads.Add(Task.Run(request.Finish));
            }
        }

        return Task.WhenAll(reads);
    }

    private void RunPass(RequestRow[] rows)
    {
        rows = Array.FindAll(rows, row => !row.Request.IsOver);
        if (rows.Length == 0)
        {
            return;
        }

        try
        {
            var batch = TokenBatch.Prefill(Array.ConvertAll(rows, row => row.Tokens), left: false, padding);
            _passes++;
            using var output = runner.Run(batch, null, keepCache: false, CancellationToken.None).Output;
            for (var place = 0; place < rows.Length; place++)
            {
                rows[place].Request.Output.Place(rows[place].Row, output, place);
            }
        }
#pragma warning disable CA1031 // one request's failure must reach that request, and nobody else
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Part(rows, fault);
        }
    }

    /// <summary>Runs the requests of a failed pass one by one, so that only the one at fault fails.</summary>
    private void Part(RequestRow[] rows, Exception fault)
    {
        var requests = rows.GroupBy(row => row.Request).ToArray();
        if (requests.Length == 1)
        {
            Log.ForwardFailed(log, fault, rows.Length, rows.Max(row => row.Tokens.Length));
            requests[0].Key.Fail(EngineException.GraphFailed(fault));
            return;
        }

        foreach (var request in requests)
        {
            RunPass([.. request]);
        }
    }

    private readonly record struct RequestRow(ForwardRequest Request, int Row)
    {
        public int[] Tokens => Request.Rows.Tokens[Row];
    }
}
