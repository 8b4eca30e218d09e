using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>Writes little-endian values.</summary>
internal static class BlobWriterExtensions
{
    public static void WriteCount(this IBufferWriter<byte> output, int count)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(sizeof(int)), count);
        output.Advance(sizeof(int));
    }

    public static void WriteArray<T>(this IBufferWriter<byte> output, ReadOnlySpan<T> values)
        where T : unmanaged => output.Write(MemoryMarshal.AsBytes(values));
}
