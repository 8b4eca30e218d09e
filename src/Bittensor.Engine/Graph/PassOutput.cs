using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Bittensor.Engine.Graph;

/// <summary>The outputs of one run of a graph, in native memory; freed when the last holder lets go. Several threads may read them.</summary>
internal sealed class PassOutput : IDisposable
{
    private readonly OrtValue _logits;
    private readonly OrtValue? _hidden;
    private readonly int _logitsWidth, _hiddenWidth, _vocabulary;
    private readonly float[]?[]? _convertedLogits, _convertedHidden;
    private int _holders = 1;

    /// <summary>Takes over a run's outputs.</summary>
    /// <param name="logits">Logits, [B,S,logits width].</param>
    /// <param name="hidden">Last hidden states, [B,S,H].</param>
    /// <param name="vocabulary">Columns of the logits that stand for tokens.</param>
    public PassOutput(OrtValue logits, OrtValue? hidden, int vocabulary)
    {
        _logits = logits;
        _hidden = hidden;
        _vocabulary = vocabulary;
        (Width, _logitsWidth, _convertedLogits) = Describe(logits);
        if (hidden is not null)
        {
            (_, _hiddenWidth, _convertedHidden) = Describe(hidden);
        }
    }

    /// <summary>Tokens a row, padding included.</summary>
    public int Width { get; }

    /// <summary>Columns of the logits.</summary>
    public int LogitsWidth => _logitsWidth;

    /// <summary>Width of the hidden states; 0 without.</summary>
    public int HiddenWidth => _hiddenWidth;

    /// <summary>Logits at a place of the batch; shape [vocabulary].</summary>
    public ReadOnlySpan<float> Logits(int row, int column) =>
        Read(_logits, _convertedLogits, (row * Width) + column, _logitsWidth)[..Math.Min(_vocabulary, _logitsWidth)];

    /// <summary>Last hidden state at a place of the batch; shape [H].</summary>
    public ReadOnlySpan<float> Hidden(int row, int column)
    {
        if (_hidden is null)
        {
            throw new EngineException(EngineFault.NoHiddenStates, "The model's graph gives no hidden states.");
        }

        return Read(_hidden, _convertedHidden, (row * Width) + column, _hiddenWidth);
    }

    /// <summary>Adds a holder.</summary>
    public PassOutput Share()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    /// <summary>Removes a holder; with the last one goes the memory.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holders) > 0)
        {
            return;
        }

        _logits.Dispose();
        _hidden?.Dispose();
        Return(_convertedLogits);
        Return(_convertedHidden);
    }

    private static (int Width, int Columns, float[]?[]? Converted) Describe(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        var rows = (int)info.Shape[0];
        var width = (int)info.Shape[1];
        var columns = (int)info.Shape[2];
        return (width, columns, info.ElementDataType == TensorElementType.Float16 ? new float[rows * width][] : null);
    }

    /// <summary>Reads float32 in place; converts float16 once for each place that is read.</summary>
    private static ReadOnlySpan<float> Read(OrtValue value, float[]?[]? converted, int place, int columns)
    {
        if (converted is null)
        {
            return value.GetTensorDataAsSpan<float>().Slice(place * columns, columns);
        }

        if (Volatile.Read(ref converted[place]) is not { } buffer)
        {
            buffer = ArrayPool<float>.Shared.Rent(columns);
            var halves = MemoryMarshal.Cast<Float16, Half>(value.GetTensorDataAsSpan<Float16>());
            TensorPrimitives.ConvertToSingle(halves.Slice(place * columns, columns), buffer);
            if (Interlocked.CompareExchange(ref converted[place], buffer, null) is { } first)
            {
                ArrayPool<float>.Shared.Return(buffer);
                buffer = first;
            }
        }

        return buffer.AsSpan(0, columns);
    }

    private static void Return(float[]?[]? converted)
    {
        foreach (var buffer in converted ?? [])
        {
            if (buffer is not null)
            {
                ArrayPool<float>.Shared.Return(buffer);
            }
        }
    }
}
