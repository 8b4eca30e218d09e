using System.Text;

namespace Bittensor.EndToEnd.Tests.Telemetry;

/// <summary>The fields of a message of Protocol Buffers, by number; enough to read what an exporter sends.</summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    private readonly List<(int Number, ReadOnlyMemory<byte> Value)> _fields = [];

    public ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        for (var rest = bytes; rest.Length > 0;)
        {
            var key = ReadVarint(ref rest);
            var length = (int)(key & 7) switch
            {
                Varint => VarintLength(rest.Span),
                Fixed64 => 8,
                Fixed32 => 4,
                Bytes => (int)ReadVarint(ref rest),
                var type => throw new InvalidDataException($"Wire type {type}."),
            };
            _fields.Add(((int)(key >> 3), rest[..length]));
            rest = rest[length..];
        }
    }

    public IEnumerable<ProtoMessage> Messages(int number) => All(number).Select(value => new ProtoMessage(value));

    public string Text(int number) => Encoding.UTF8.GetString(All(number).FirstOrDefault().Span);

    public string Hex(int number) => Convert.ToHexStringLower(All(number).FirstOrDefault().Span);

    private IEnumerable<ReadOnlyMemory<byte>> All(int number) => _fields.Where(field => field.Number == number).Select(field => field.Value);

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> bytes)
    {
        var length = VarintLength(bytes.Span);
        var value = 0UL;
        for (var index = length - 1; index >= 0; index--)
        {
            value = (value << 7) | (bytes.Span[index] & 0x7FUL);
        }

        bytes = bytes[length..];
        return value;
    }

    private static int VarintLength(ReadOnlySpan<byte> bytes)
    {
        var length = 1;
        while ((bytes[length - 1] & 0x80) != 0)
        {
            length++;
        }

        return length;
    }
}
