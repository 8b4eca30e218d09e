using System.Buffers;
using Bittensor.Protocol.Wire.Compact;

namespace Bittensor.Protocol.Wire.Binary;

/// <summary>The codecs that one side knows: all are read, and of those for one type the last that can say the value is
/// written.</summary>
/// <param name="codecs">The codecs, in rising preference; the first of a type can say every value.</param>
public sealed class BlobCodecs(params IReadOnlyList<IBlobCodec> codecs)
{
    private readonly Dictionary<(Type, byte), IBlobCodec> _readers = codecs.ToDictionary(codec => (codec.ValueType, codec.Id));
    private readonly Dictionary<Type, IBlobCodec[]> _writers =
        codecs.Reverse().GroupBy(codec => codec.ValueType).ToDictionary(group => group.Key, group => group.ToArray());

    /// <summary>Every codec of this project. A further one is a class and a line here.</summary>
    public static BlobCodecs Default { get; } = new(
        new TensorCodec<long>(ElementType.Int64),
        new TensorCodec<float>(ElementType.Float32),
        new TensorCodec<int>(ElementType.Int32),
        new FlatTopKCodec(),
        new CompactTopKCodec(),
        new FlatPhraseCodec(),
        new CompactPhraseCodec());

    /// <summary>Whether values of a type travel as blobs.</summary>
    /// <param name="type">Type of a synapse's property.</param>
    public bool Handles(Type type) => _writers.ContainsKey(type);

    /// <summary>Writes a value with the most preferred codec that can say it.</summary>
    /// <param name="value">A value of a type that <see cref="Handles"/>.</param>
    /// <param name="output">Receives the payload.</param>
    /// <returns>The codec's id.</returns>
    public byte Write(object value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Array.Find(_writers[value.GetType()], codec => codec.TryWrite(value, output))?.Id
            ?? throw new InvalidOperationException($"No codec can say a {value.GetType().Name}.");
    }

    /// <summary>The codec that reads a blob, or null where none of that id has values of that type.</summary>
    /// <param name="type">Type of the property that the blob is for.</param>
    /// <param name="id">The blob's codec id.</param>
    public IBlobCodec? Reader(Type type, byte id) => _readers.GetValueOrDefault((type, id));
}
