namespace Bittensor.Protocol.Wire.Binary;

/// <summary>The codecs that one side knows: all are read, and of those for one type the last is written.</summary>
/// <param name="codecs">The codecs, in rising preference.</param>
public sealed class BlobCodecs(params IReadOnlyList<IBlobCodec> codecs)
{
    private readonly Dictionary<(Type, byte), IBlobCodec> _readers = codecs.ToDictionary(codec => (codec.ValueType, codec.Id));
    private readonly Dictionary<Type, IBlobCodec> _writers =
        codecs.GroupBy(codec => codec.ValueType).ToDictionary(group => group.Key, group => group.Last());

    /// <summary>Every codec of this project. A further one is a class and a line here.</summary>
    public static BlobCodecs Default { get; } = new(
        new TensorCodec<long>(ElementType.Int64),
        new TensorCodec<float>(ElementType.Float32),
        new TensorCodec<int>(ElementType.Int32),
        new FlatTopKCodec(),
        new FlatPhraseCodec());

    /// <summary>Whether values of a type travel as blobs.</summary>
    /// <param name="type">Type of a synapse's property.</param>
    public bool Handles(Type type) => _writers.ContainsKey(type);

    /// <summary>The codec that values of a type are written with.</summary>
    /// <param name="type">A type that <see cref="Handles"/>.</param>
    public IBlobCodec Writer(Type type) => _writers[type];

    /// <summary>The codec that reads a blob, or null where none of that id has values of that type.</summary>
    /// <param name="type">Type of the property that the blob is for.</param>
    /// <param name="id">The blob's codec id.</param>
    public IBlobCodec? Reader(Type type, byte id) => _readers.GetValueOrDefault((type, id));
}
