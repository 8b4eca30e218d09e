using System.Text;
using Bittensor.Keys.Hashing;

namespace Bittensor.Keys.Tests.Hashing;

public class TranscriptTests
{
    public static TheoryData<int> Merlin => SignatureVectors.Numbers("merlin");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Merlin))]
    public void Challenge_KnownMessages_IsThatOfMerlin(int number)
    {
        var entry = SignatureVectors.Entry("merlin", number);
        var transcript = new Transcript(Encoding.UTF8.GetBytes(entry.Text("protocol")));
        Span<byte> challenge = stackalloc byte[32];

        transcript.Append(Encoding.UTF8.GetBytes(entry.Text("label")), entry.Bytes("message"));
        transcript.Challenge(Encoding.UTF8.GetBytes(entry.Text("challengeLabel")), challenge);

        Assert.Equal(entry.Bytes("challenge32"), challenge);
    }

    [Fact] // the merlin crate's own test of equivalence with strobe-rs, also quoted by other implementations
    public void Challenge_SimpleMessage_IsThatOfMerlinCrate()
    {
        var transcript = new Transcript("test protocol"u8);
        Span<byte> challenge = stackalloc byte[32];

        transcript.Append("some label"u8, "some data"u8);
        transcript.Challenge("challenge"u8, challenge);

        Assert.Equal("d5a21972d0d5fe320c0d263fac7fffb8145aa640af6e9bca177c03c7efcf0615", Convert.ToHexStringLower(challenge));
    }

    [Fact]
    public void Append_ThreeParts_IsAsOneMessage()
    {
        var parts = new Transcript("protocol"u8);
        var whole = parts;
        Span<byte> first = stackalloc byte[32];
        Span<byte> second = stackalloc byte[32];

        parts.Append("label"u8, "one"u8, new byte[200], "three"u8);
        whole.Append("label"u8, [.. "one"u8, .. new byte[200], .. "three"u8]);
        parts.Challenge("challenge"u8, first);
        whole.Challenge("challenge"u8, second);

        Assert.Equal(second, first);
    }

    [Fact]
    public void Witness_AnySecretAndRandomness_LeavesTranscriptAndDependsOnBoth()
    {
        var transcript = new Transcript("protocol"u8);
        var untouched = transcript;
        byte[][] witnesses = [new byte[64], new byte[64], new byte[64]];
        Span<byte> first = stackalloc byte[32];
        Span<byte> second = stackalloc byte[32];

        transcript.Witness("label"u8, "secret"u8, new byte[32], witnesses[0]);
        transcript.Witness("label"u8, "Secret"u8, new byte[32], witnesses[1]);
        transcript.Witness("label"u8, "secret"u8, [1, .. new byte[31]], witnesses[2]);
        transcript.Challenge("challenge"u8, first);
        untouched.Challenge("challenge"u8, second);

        Assert.Equal(second, first);
        Assert.Equal(3, witnesses.Select(Convert.ToHexStringLower).Distinct().Count());
    }
}
