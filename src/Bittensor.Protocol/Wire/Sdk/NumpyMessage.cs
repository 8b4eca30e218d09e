using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using MessagePack;

namespace Bittensor.Protocol.Wire.Sdk;

/// <summary>An array as msgpack-numpy packs it: a map with the keys nd, type, kind, shape and data.</summary>
/// <remarks>
/// Written with byte strings as keys, which is all that msgpack-numpy reads; read with either kind of string. Maps with
/// other keys are refused rather than skipped, so that nothing is ever nested.
/// </remarks>
internal sealed class NumpyMessage
{
    private NumpyMessage(NumpyType type, int[] shape, ReadOnlySequence<byte> data) => (Type, Shape, Data) = (type, shape, data);

    public NumpyType Type { get; }

    public int[] Shape { get; }

    /// <summary>Elements, row-major; as many as the shape says.</summary>
    public ReadOnlySequence<byte> Data { get; }

    /// <summary>Packs values.</summary>
    public static void Write<T>(IBufferWriter<byte> output, NumpyType type, T[] values, int[] shape)
        where T : unmanaged
    {
        var writer = new MessagePackWriter(output);
        writer.WriteMapHeader(5);
        writer.Write("nd"u8);
        writer.Write(true);
        writer.Write("type"u8);
        writer.Write(type.Code);
        writer.Write("kind"u8);
        writer.Write(ReadOnlySpan<byte>.Empty);
        writer.Write("shape"u8);
        writer.WriteArrayHeader(shape.Length);
        foreach (var size in shape)
        {
            writer.Write(size);
        }

        writer.Write("data"u8);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan())); // every platform of ONNX Runtime is little-endian, as is "<"
        writer.Flush();
    }

    /// <summary>Unpacks an array.</summary>
    /// <exception cref="WireFormatException">The bytes are no such map, or its data does not fill its shape.</exception>
    public static NumpyMessage Read(ReadOnlyMemory<byte> buffer)
    {
        var reader = new MessagePackReader(buffer);
        try
        {
            return Read(ref reader, buffer.Length);
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or OverflowException
            or ArgumentOutOfRangeException) // MessagePack 2 slices before it looks how much is left
        {
            throw new WireFormatException(
                WireFault.Malformed,
                $"The buffer is no msgpack-numpy array at its byte {reader.Consumed}: {exception.Message}",
                null,
                exception);
        }
    }

    private static NumpyMessage Read(ref MessagePackReader reader, int length)
    {
        var (isArray, type, shape, data) = (false, (string?)null, Array.Empty<int>(), (ReadOnlySequence<byte>?)null);
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            switch (Name(ref reader))
            {
                case "nd": isArray = reader.ReadBoolean(); break;
                case "type": type = Name(ref reader); break;
                case "kind": ExpectPlain(ref reader); break;
                case "shape": shape = ReadShape(ref reader); break;
                case "data": data = Bytes(ref reader); break;
                case var key: throw Malformed(ref reader, $"The key {key} is unknown; expected nd, type, kind, shape, data.");
            }
        }

        var element = NumpyType.ByCode(type) ?? throw Malformed(
            ref reader, $"The element type is {type ?? "missing"}; expected one of {NumpyType.Codes}.");
        var bytes = data ?? throw Malformed(ref reader, "The key data is missing.");
        if (reader.Consumed != length)
        {
            throw Malformed(ref reader, $"{length - reader.Consumed} bytes follow the array.");
        }

        shape = isArray ? shape : []; // a numpy scalar has nd = false and no shape
        return Shapes.Count(shape, bytes.Length) * element.Size == bytes.Length
            ? new NumpyMessage(element, shape, bytes)
            : throw new WireFormatException(
                WireFault.Shape,
                $"The buffer has shape {Shapes.Text(shape)} of {element.Name} but {bytes.Length} bytes of data.");
    }

    private static int[] ReadShape(ref MessagePackReader reader)
    {
        var rank = reader.ReadArrayHeader();
        if (rank > Shapes.MaxRank)
        {
            throw Malformed(ref reader, $"The shape has {rank} dimensions; expected at most {Shapes.MaxRank}.");
        }

        var shape = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            shape[i] = reader.ReadInt32();
            if (shape[i] < 0)
            {
                throw new WireFormatException(WireFault.Shape, $"Dimension {i} of the shape is {shape[i]}.");
            }
        }

        return shape;
    }

    private static void ExpectPlain(ref MessagePackReader reader)
    {
        // "V" are structured arrays, "O" pickled objects: never to be read
        if (Name(ref reader) is { Length: > 0 } kind)
        {
            throw Malformed(ref reader, $"The array's kind is {kind}; expected a plain one.");
        }
    }

    private static string Name(ref MessagePackReader reader)
    {
        var bytes = Bytes(ref reader);
        return bytes.Length <= 16
            ? Encoding.UTF8.GetString(bytes)
            : throw Malformed(ref reader, $"A name has {bytes.Length} bytes; expected at most 16.");
    }

    /// <summary>Bytes of a byte string, or of a text string as packers before msgpack 2 wrote them.</summary>
    private static ReadOnlySequence<byte> Bytes(ref MessagePackReader reader) =>
        (reader.NextMessagePackType == MessagePackType.String ? reader.ReadStringSequence() : reader.ReadBytes())
        ?? throw Malformed(ref reader, "Found nil; expected a string.");

    private static WireFormatException Malformed(ref MessagePackReader reader, string message) =>
        new(WireFault.Malformed, $"At byte {reader.Consumed} of the buffer: {message}");
}
