using System.Buffers;
using System.Runtime.CompilerServices;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>Codec 0: a tensor's values as they are.</summary>
/// <typeparam name="T">Its element type.</typeparam>
/// <param name="type">The same as the wire says it.</param>
internal sealed class TensorCodec<T>(ElementType type) : BlobCodec<WireTensor<T>>
    where T : unmanaged
{
    public override byte Id => 0;

    protected override bool TryWriteValue(WireTensor<T> value, IBufferWriter<byte> output)
    {
        output.WriteArray<byte>([(byte)type, (byte)value.Shape.Length, 0, 0]);
        output.WriteArray<int>(value.Shape);
        output.WriteArray<T>(value.Values);
        return true;
    }

    protected override WireTensor<T> ReadValue(ref BlobReader reader)
    {
        if (reader.ReadByte("element type") is var actual && actual != (byte)type)
        {
            throw reader.Malformed($"The element type is {actual}; expected {(byte)type} ({type}).");
        }

        var rank = reader.ReadByte("rank");
        reader.ExpectZeros(2);
        var shape = ReadShape(ref reader, rank);
        var count = Shapes.Count(shape, reader.Remaining / Unsafe.SizeOf<T>());
        var values = count >= 0 ? reader.ReadArray<T>(count, "tensor") : throw MustFill(ref reader, shape);
        if (reader.Remaining > 0)
        {
            throw MustFill(ref reader, shape);
        }

        RequireFinite(values);
        return new WireTensor<T>(values, shape);
    }

    private static int[] ReadShape(ref BlobReader reader, byte rank)
    {
        var shape = rank <= Shapes.MaxRank
            ? reader.ReadArray<int>(rank, "shape")
            : throw reader.Malformed($"The tensor has {rank} dimensions; expected at most {Shapes.MaxRank}.");
        return Array.TrueForAll(shape, size => size >= 0) ? shape : throw MustFill(ref reader, shape);
    }

    private static WireFormatException MustFill(ref BlobReader reader, int[] shape) =>
        new(
            WireFault.Shape,
            $"The shape {Shapes.Text(shape)} does not agree with the data; {reader.Remaining} bytes are left.",
            reader.Offset);

    private static void RequireFinite(T[] values)
    {
        if (values is float[] floats && Array.FindIndex(floats, value => !float.IsFinite(value)) is >= 0 and var at)
        {
            throw new WireFormatException(WireFault.Value, $"Element {at} is {floats[at]}; expected a finite number.");
        }
    }
}
