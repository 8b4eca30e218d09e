using System.Text.Json;

namespace Bittensor.Validation.Metagraph;

/// <summary>Body of a registration.</summary>
/// <param name="Hotkey">Public key, 1 to 256 characters; an SS58 address, or any text in a local network.</param>
/// <param name="Url">Base URL of the axon, http or https.</param>
/// <param name="Name">Name to show; the axon's own or its model's by default.</param>
/// <param name="Stake">Its stake; 0 or more, 0 by default.</param>
/// <param name="Uid">Slot to take over; the smallest free one by default.</param>
public sealed record AxonRequest(string? Hotkey, string? Url, string? Name, double? Stake, int? Uid)
{
    private const int LongestKey = 256, LargestBody = 16 * 1024;

    /// <summary>Reads a body.</summary>
    /// <exception cref="AxonRequestException">It is no such body.</exception>
    public static async Task<AxonRequest> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestBody + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > LargestBody)
        {
            throw new AxonRequestException($"The body has more than {LargestBody} bytes.");
        }

        try
        {
            return JsonSerializer.Deserialize<AxonRequest>(buffer.AsSpan(0, length), JsonSerializerOptions.Web)
                ?? throw new AxonRequestException("The body is null; expected a JSON object with hotkey and url.");
        }
        catch (JsonException e)
        {
            throw new AxonRequestException($"The body is no JSON object with hotkey and url: {e.Message}");
        }
    }

    /// <summary>Checks every field.</summary>
    /// <returns>What is registered; its profile is still unknown but for the name.</returns>
    /// <exception cref="AxonRequestException">A field is missing or outside its range.</exception>
    public AxonRegistration Check()
    {
        Require(Hotkey is { Length: > 0 and <= LongestKey }, $"hotkey must have 1 to {LongestKey} characters.");
        Require(
            System.Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
            $"url is '{Url}'; expected an absolute http or https URL.");
        Require(Stake is null or (>= 0 and < double.PositiveInfinity), "stake must be 0 or more.");
        Require(Uid is null or (>= 0 and < IMetagraphStore.Capacity), $"uid must be 0 to {IMetagraphStore.Capacity - 1}.");
        return new(Hotkey!, url!, AxonProfile.Unknown with { Name = Name }, Stake ?? 0, Uid);
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new AxonRequestException(message);
        }
    }
}

/// <summary>A registration that cannot be read or has a field outside its range.</summary>
/// <param name="message">Which field, and what was expected.</param>
public sealed class AxonRequestException(string message) : Exception(message);
