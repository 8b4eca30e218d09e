using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Bittensor.Tokenization;

namespace Bittensor.Testing.Vectors;

public static class VectorJson
{
    public static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    public static TokenSpan[] Spans(JsonElement pairs) =>
        [.. pairs.EnumerateArray().Select(pair => new TokenSpan(pair[0].GetInt32(), pair[1].GetInt32()))];

    public static string Sha256(IEnumerable<int> values) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<int>(values.ToArray())));
}
