using System.Globalization;
using System.Text;
using Bittensor.Keys.Bodies;
using Bittensor.Keys.Schnorrkel;
using FsCheck.Xunit;

namespace Bittensor.Keys.Tests;

/// <summary>Signed requests with something changed, 150,000 in all: each is refused, and none ends in an exception.</summary>
public class MutatedRequestsTests
{
    private const int Runs = 1000, MutationsPerRun = 100;
    private const string Letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_ \0ü\ud800<>";

    private static readonly Request[] Originals = [.. Enumerable.Range(0, 32).Select(MakeRequest)];

    [Fact]
    public void Verify_Original_Accepts() => Assert.All(Originals, request => Assert.True(IsAccepted(request)));

    [Property(MaxTest = Runs, Parallelism = 2)]
    public bool Verify_MutatedHeaders_RefusesAll(int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < MutationsPerRun; number++)
        {
            var original = Originals[random.Next(Originals.Length)];
            var mutated = Mutate(original, random);
            if (!IsSame(original, mutated) && IsAccepted(mutated))
            {
                return false;
            }
        }

        return true;
    }

    [Property(MaxTest = Runs / 2, Parallelism = 2)]
    public bool Verify_MutatedBytes_RefusesAll(int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < MutationsPerRun; number++)
        {
            var request = Originals[random.Next(Originals.Length)];
            var publicKey = Hotkey.Parse(request.Dendrite).PublicKey.ToArray();
            var message = request.Message;
            var signature = Convert.FromHexString(request.Signature[2..]);
            byte[][] parts = [publicKey, message, signature];
            var part = parts[random.Next(parts.Length)];
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                part[random.Next(part.Length)] += (byte)random.Next(1, 256 / 4); // three of these never come back to 0
            }

            if (Sr25519.Verify(publicKey, message, signature) == KeyFault.None)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAccepted(Request request) =>
        Hotkey.TryParse(request.Dendrite, out var dendrite)
        && Hotkey.TryParse(request.Axon, out var axon)
        && long.TryParse(request.Nonce, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var nonce)
        && new RequestMessage(nonce, dendrite, axon, request.Uuid, request.BodyHash).Verify(request.Signature, out _);

    /// <summary>Whether a change left the meaning: digits of either case, zeros before a number.</summary>
    private static bool IsSame(Request one, Request other) =>
        one with { Signature = one.Signature.ToUpperInvariant(), Nonce = one.Nonce.TrimStart('0') }
        == other with { Signature = other.Signature.ToUpperInvariant(), Nonce = other.Nonce.TrimStart('0') };

    private static Request Mutate(Request request, Random random)
    {
        string[] fields = [request.Nonce, request.Dendrite, request.Axon, request.Uuid, request.BodyHash, request.Signature];
        var changed = random.Next(fields.Length);
        fields[changed] = random.Next(8) == 0 ? Exchange(request, changed, random) : Change(fields[changed], random);
        return new Request(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]);
    }

    /// <summary>Another request's field, or another of this one.</summary>
    private static string Exchange(Request request, int field, Random random)
    {
        var source = random.Next(2) == 0 ? request : Originals[random.Next(Originals.Length)];
        string[] fields = [source.Nonce, source.Dendrite, source.Axon, source.Uuid, source.BodyHash, source.Signature];
        return ReferenceEquals(source, request) ? fields[random.Next(fields.Length)] : fields[field];
    }

    private static string Change(string text, Random random)
    {
        var position = random.Next(text.Length);
        var letter = Letters[random.Next(Letters.Length)].ToString();
        return random.Next(4) switch
        {
            0 => text.Remove(position, 1),
            1 => text.Insert(position, letter),
            2 => text[..position],
            _ => text.Remove(position, 1).Insert(position, letter),
        };
    }

    private static Request MakeRequest(int number)
    {
        using var dendrite = Keypair.FromSeed([.. Enumerable.Repeat((byte)(number % 7), Keypair.SeedSize)]);
        using var axon = Keypair.FromSeed([.. Enumerable.Repeat((byte)(100 + (number % 5)), Keypair.SeedSize)]);
        var nonce = 1764000000000000000 + number;
        var uuid = $"88611e90-059c-11f0-a1b3-{number:x12}";
        var message = new RequestMessage(nonce, dendrite.Hotkey, axon.Hotkey, uuid, BodyHash.OfNothing);
        return new Request($"{nonce}", $"{dendrite}", $"{axon}", uuid, message.BodyHash, message.Sign(dendrite));
    }

    private sealed record Request(string Nonce, string Dendrite, string Axon, string Uuid, string BodyHash, string Signature)
    {
        public byte[] Message => Encoding.UTF8.GetBytes($"{Nonce}.{Dendrite}.{Axon}.{Uuid}.{BodyHash}");
    }
}
