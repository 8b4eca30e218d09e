using System.Text.Json;
using Bittensor.Testing.Vectors;

namespace Bittensor.Keys.Tests;

/// <summary>The files of the vectors' folder signatures/; its README.md explains them.</summary>
internal static class SignatureVectors
{
    private const string Signatures = "signatures/sr25519", Hashes = "signatures/body-hash";

    public static JsonElement Sr25519 => Read(Signatures);

    public static JsonElement BodyHash => Read(Hashes);

    /// <summary>The entries of one list, by number; none where the folder has no such file or list.</summary>
    public static TheoryData<int> Numbers(string list) => Numbers(Signatures, list);

    public static TheoryData<int> BodyNumbers() => Numbers(Hashes, "vectors");

    public static JsonElement Entry(string list, int number) => Sr25519.GetProperty(list)[number];

    public static byte[] Bytes(this JsonElement entry, string name) => Convert.FromHexString(entry.Text(name)[2..]);

    public static string Text(this JsonElement entry, string name) => entry.GetProperty(name).GetString()!;

    private static TheoryData<int> Numbers(string file, string list) =>
        VectorFolder.Default.Has(file) && Read(file).TryGetProperty(list, out var entries)
            ? [.. Enumerable.Range(0, entries.GetArrayLength())] : [];

    private static JsonElement Read(string name) => VectorFolder.Default.Read(name);
}
