using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Bittensor.Engine.Graph;

/// <summary>Runs a graph, one run at a time: a run has all threads, and memory holds the outputs of one.</summary>
internal sealed class GraphRunner : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly string[] _inputNames, _outputNames, _allOutputNames;
    private readonly int _vocabulary;

    /// <summary>Takes over a session.</summary>
    /// <param name="session">The graph.</param>
    /// <param name="signature">What it takes and gives.</param>
    /// <param name="vocabulary">Columns of the logits that stand for tokens.</param>
    public GraphRunner(InferenceSession session, GraphSignature signature, int vocabulary)
    {
        _session = session;
        Signature = signature;
        _vocabulary = vocabulary;
        _inputNames = [.. signature.Inputs.Select(input => input.Name)];
        _outputNames = ["logits"];
        if (signature.HiddenOutput is { } hidden)
        {
            _outputNames = ["logits", hidden];
        }

        _allOutputNames = [.. _outputNames, .. signature.Cache.Select(tensor => tensor.Output)];
    }

    /// <summary>What the graph takes and gives.</summary>
    public GraphSignature Signature { get; }

    /// <summary>Whether the graph has a key/value cache.</summary>
    public bool HasCache => Signature.Cache.Count > 0;

    /// <summary>Runs the graph once, on the calling thread, after the runs that others began.</summary>
    /// <param name="batch">Its integers.</param>
    /// <param name="past">The past of these rows; null where there is none.</param>
    /// <param name="keepCache">Whether the present is wanted.</param>
    /// <param name="cancellationToken">Leaves before the run.</param>
    /// <returns>The outputs and, where wanted and there, the cache; both are the caller's.</returns>
    public (PassOutput Output, KeyValueCache? Cache) Run(
        TokenBatch batch, KeyValueCache? past, bool keepCache, CancellationToken cancellationToken)
    {
        using var empty = past is null && HasCache ? KeyValueCache.Empty(Signature.Cache, batch.Rows) : null;
        var inputs = new OrtValue[_inputNames.Length];
        try
        {
            Fill(inputs, batch, past ?? empty);
            var names = keepCache ? _allOutputNames : _outputNames;
            _turn.Wait(cancellationToken);
            try
            {
                var start = Stopwatch.GetTimestamp();
                OrtValue[] outputs = [.. _session.Run(_options, _inputNames, inputs, names)];
                EngineTelemetry.RecordRun(batch, start);
                return Split(outputs, batch);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            DisposeFed(inputs);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turn.Wait(); // a run in progress ends first
        _session.Dispose();
        _options.Dispose();
        _turn.Dispose();
    }

    private (PassOutput Output, KeyValueCache? Cache) Split(OrtValue[] outputs, TokenBatch batch)
    {
        OrtValue? hidden = null;
        if (Signature.HiddenOutput is not null)
        {
            hidden = outputs[1];
        }

        KeyValueCache? cache = null;
        var present = outputs[_outputNames.Length..];
        if (present.Length > 0)
        {
            cache = new KeyValueCache(Signature.Cache, present, batch.Rows, batch.Past + batch.Width);
        }

        return (new PassOutput(outputs[0], hidden, _vocabulary), cache);
    }

    private void Fill(OrtValue[] values, TokenBatch batch, KeyValueCache? cache)
    {
        var pasts = 0;
        for (var index = 0; index < values.Length; index++)
        {
            var input = Signature.Inputs[index];
            values[index] = input.Role switch
            {
                InputRole.Past => cache!.Tensors[pasts++],
                InputRole.UseCache => OrtValue.CreateTensorValueFromMemory(new[] { batch.Past > 0 }, [1]),
                InputRole.Tokens => Integers(batch.Tokens, input.Type, [batch.Rows, batch.Width]),
                InputRole.Mask => Integers(batch.Mask, input.Type, [batch.Rows, batch.Past + batch.Width]),
                InputRole.Positions => Integers(batch.Positions, input.Type, [batch.Rows, batch.Width]),
                InputRole.TokenTypes => Integers(new long[batch.Tokens.Length], input.Type, [batch.Rows, batch.Width]),
                InputRole.CachePositions => Integers(CachePositions(batch), input.Type, [batch.Width]),
                _ => Integers([0], input.Type, []),
            };
        }
    }

    private void DisposeFed(OrtValue?[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (Signature.Inputs[index].Role != InputRole.Past)
            {
                values[index]?.Dispose();
            }
        }
    }

    private static long[] CachePositions(TokenBatch batch)
    {
        var positions = new long[batch.Width];
        for (var index = 0; index < positions.Length; index++)
        {
            positions[index] = batch.Past + index;
        }

        return positions;
    }

    private static OrtValue Integers(long[] values, TensorElementType type, long[] shape)
    {
        if (type == TensorElementType.Int64)
        {
            return OrtValue.CreateTensorValueFromMemory(values, shape);
        }

        return OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (int)value), shape);
    }
}
