using Microsoft.ML.OnnxRuntime;

namespace Bittensor.Benchmarks;

/// <summary>A graph run with nothing around it; rows are padded to the longest with zeros.</summary>
internal sealed class BareGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly Dictionary<string, OrtValue> _inputs = [];
    private readonly string[] _outputs;

    public BareGraph(string path, IReadOnlyList<int[]> rows)
    {
        _session = new InferenceSession(path);
        _outputs = [_session.OutputNames.Contains("logits") ? "logits" : _session.OutputNames[0]];
        var width = rows.Max(row => row.Length);
        foreach (var (name, input) in _session.InputMetadata)
        {
            _inputs[name] = name switch
            {
                "input_ids" => Tokens(rows, width, (row, at) => at < row.Length ? row[at] : 0),
                "attention_mask" => Tokens(rows, width, (row, at) => at < row.Length ? 1 : 0),
                "position_ids" => Tokens(rows, width, (_, at) => at),
                _ => Empty(input, rows.Count),
            };
        }
    }

    public int Run()
    {
        using var outputs = _session.Run(_options, _inputs, _outputs);
        return outputs.Count;
    }

    public void Dispose()
    {
        foreach (var input in _inputs.Values)
        {
            input.Dispose();
        }

        _options.Dispose();
        _session.Dispose();
    }

    private static OrtValue Tokens(IReadOnlyList<int[]> rows, int width, Func<int[], int, long> at) => OrtValue.CreateTensorValueFromMemory(
        rows.SelectMany(row => Enumerable.Range(0, width).Select(i => at(row, i))).ToArray(), [rows.Count, width]);

    /// <summary>A past without any token: the first dynamic axis is the batch, the other the length.</summary>
    private static OrtValue Empty(NodeMetadata input, int batch)
    {
        long[] shape = [.. input.Dimensions.Select((size, axis) => axis == 0 ? batch : Math.Max(size, 0))];
        return OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, input.ElementDataType, shape);
    }
}
