using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol.Tests.Wire;

/// <summary>Bytes that are nearly right: each gives a synapse or a <see cref="SynapseException"/>, and nothing else.</summary>
public class MutationTests
{
    private const int Mutations = 10_000;

    public static TheoryData<string, string> Cases => new MatrixTheoryData<string, string>(
        ["application/json", "application/vnd.bittensor.synapse"], ["TextCausalLM", "TextCausalLMNext", "TextLastHiddenState", "several"]);

    [Theory, MemberData(nameof(Cases))]
    public void Read_MutatedBytes_GivesASynapseOrATypedFault(string contentType, string what)
    {
        var format = SynapseFormats.ForContentType(contentType)!;
        var original = Original(format, what);
        var random = new Random(20221213);
        var faults = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = Mutate(original, random);
            try
            {
                Read(format, what, bytes);
            }
            catch (SynapseException exception)
            {
                Assert.False(string.IsNullOrEmpty(exception.Message));
                faults++;
            }
        }

        Assert.InRange(faults, 1, Mutations);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Read_NoiseOfAnyLength_GivesATypedFault(string contentType, string what)
    {
        var format = SynapseFormats.ForContentType(contentType)!;
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            Assert.Throws<SynapseException>(() => Read(format, what, bytes));
        }
    }

    private static ReadOnlyMemory<byte> Original(ISynapseFormat format, string what) => what switch
    {
        "TextCausalLM" => format.Write(Samples.TextCausalLM()),
        "TextCausalLMNext" => format.Write(Samples.TextCausalLMNext()),
        "TextLastHiddenState" => format.Write(new TextLastHiddenState { HiddenStates = new WireTensor<float>([1, 2, 3, 4], 1, 2, 2) }),
        _ => format.WriteMany(MultiSynapse.Of(Samples.TextCausalLM(), Samples.TextCausalLMNext()), MessageKind.Request),
    };

    private static void Read(ISynapseFormat format, string what, byte[] bytes)
    {
        if (SynapseCatalog.Default.Find(what) is { } type)
        {
            var synapse = format.Read(bytes, type, MessageKind.Answer);
            synapse.ValidateAnswer(synapse);
        }
        else
        {
            format.ReadMany(bytes, SynapseCatalog.Default);
        }
    }

    private static byte[] Mutate(ReadOnlyMemory<byte> original, Random random)
    {
        var bytes = original.ToArray().AsSpan();
        for (var changes = random.Next(1, 4); changes > 0 && bytes.Length > 0; changes--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(6))
            {
                case 0: bytes = bytes[..at]; break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes[at] = (byte)random.Next(256); break;
                case 3: bytes[at] = (byte)"0123456789{}[]\",:-\0\xff"[random.Next(20)]; break;
                case 4: bytes = (byte[])[.. bytes[..at], .. bytes[random.Next(bytes.Length)..]]; break;
                default: bytes[at..Math.Min(at + 4, bytes.Length)].Fill((byte)(random.Next(2) * 255)); break;
            }
        }

        return bytes.ToArray();
    }
}
