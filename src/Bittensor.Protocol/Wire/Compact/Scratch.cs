using System.Buffers;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Working memory out of the shared pool.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <param name="length">Elements that are needed.</param>
internal readonly struct Scratch<T>(int length) : IDisposable
    where T : unmanaged
{
    /// <summary>The array itself, which may be longer.</summary>
    public T[] Array { get; } = ArrayPool<T>.Shared.Rent(length);

    /// <summary>The elements; what they hold at first is left over from others.</summary>
    public Span<T> Span => Array.AsSpan(0, length);

    /// <summary>The elements, all set to zero by this.</summary>
    public Span<T> Cleared()
    {
        Span.Clear();
        return Span;
    }

    public void Dispose() => ArrayPool<T>.Shared.Return(Array);
}
