using System.Text.Json;
using System.Text.Json.Serialization;
using Bittensor.Functions.Axon.Http;
using Microsoft.AspNetCore.Mvc;

namespace Bittensor.Functions.Axon.About;

/// <summary>JSON of what the axon says about itself: camel case, without nulls.</summary>
internal static class JsonAnswer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    public static IActionResult Of<T>(int status, T value) =>
        new BytesResult(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, Options));
}
