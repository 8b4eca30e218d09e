using System.Text.Json;
using Bittensor.Testing.Vectors;

namespace Bittensor.Keys.Tests;

/// <summary>The files of the vectors' folder signatures/; its README.md explains them.</summary>
internal static class SignatureVectors
{
    private const string Signatures = "signatures/sr25519", Hashes = "signatures/body-hash";

    public static JsonElement Sr25519 => Read(Signatures);

    public static JsonElement BodyHash => Read(Hashes);

    /// <summary>The entries of one list, by number, so that a test case is named after its place.</summary>
    public static TheoryData<int> Numbers(string list) =>
        VectorFolder.Default.Has(Signatures) ? [.. Enumerable.Range(0, Sr25519.GetProperty(list).GetArrayLength())] : [];

    public static TheoryData<int> BodyNumbers() =>
        VectorFolder.Default.Has(Hashes) ? [.. Enumerable.Range(0, BodyHash.GetProperty("vectors").GetArrayLength())] : [];

    public static JsonElement Entry(string list, int number) => Sr25519.GetProperty(list)[number];

    public static byte[] Bytes(this JsonElement entry, string name) => Convert.FromHexString(entry.Text(name)[2..]);

    public static string Text(this JsonElement entry, string name) => entry.GetProperty(name).GetString()!;

    private static JsonElement Read(string name) => VectorFolder.Default.Read(name);
}
