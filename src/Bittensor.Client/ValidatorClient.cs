using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bittensor.Client;

/// <summary>Calls the HTTP API of a validator.</summary>
/// <param name="http">Sends requests; the caller disposes of it.</param>
/// <param name="address">Base URL of the validator.</param>
/// <param name="adminKey">Admin key of the validator, which registering needs; may be empty for a client that only reads.</param>
public sealed class ValidatorClient(HttpClient http, Uri address, string adminKey)
{
    /// <summary>Request header that carries the admin key.</summary>
    public const string AdminKeyHeader = "x-admin-key";

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Registers an axon, or updates the one that has its hotkey (<c>POST /metagraph</c>).</summary>
    /// <param name="axon">The axon.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ValidatorException">The validator answers with another status than success.</exception>
    /// <exception cref="HttpRequestException">The validator cannot be reached.</exception>
    public async Task RegisterAsync(AxonEntry axon, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(axon);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "metagraph"));
        request.Headers.Add(AdminKeyHeader, adminKey);
        request.Content = JsonContent.Create(axon, options: Json);
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var reason = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new ValidatorException($"The validator does not register {axon.Name ?? axon.Hotkey}", response.StatusCode, reason);
        }
    }

    /// <summary>Lists the newest rounds (<c>GET /rounds</c>).</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Up to 20 rounds, newest first.</returns>
    /// <exception cref="HttpRequestException">The validator cannot be reached, or refuses.</exception>
    public async Task<IReadOnlyList<RoundInfo>> RoundsAsync(CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<RoundList>(new Uri(address, "rounds"), cancellationToken))!.Rounds;

    /// <summary>Reads the leaderboard after the newest closed round (<c>GET /scores</c>).</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>One row an axon, best first.</returns>
    /// <exception cref="HttpRequestException">The validator cannot be reached, or refuses.</exception>
    public async Task<IReadOnlyList<LeaderboardRow>> ScoresAsync(CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<ScoreList>(new Uri(address, "scores"), cancellationToken))!.Scores;

    private sealed record RoundList(IReadOnlyList<RoundInfo> Rounds);

    private sealed record ScoreList(IReadOnlyList<LeaderboardRow> Scores);
}

/// <summary>An axon as a client registers it: the body of <c>POST /metagraph</c>.</summary>
/// <param name="Hotkey">Public key, 1 to 256 characters.</param>
/// <param name="Name">Name to show; the validator takes the axon's own where there is none.</param>
/// <param name="Url">Base URL at which the validator reaches the axon.</param>
/// <param name="Stake">Stake; 0 or more, 0 by default.</param>
/// <param name="Uid">Slot, 0 to 65535; the smallest free one by default.</param>
public sealed record AxonEntry(string Hotkey, string? Name, Uri Url, double? Stake = null, int? Uid = null);

/// <summary>A validator refused a request.</summary>
/// <param name="what">What the validator did not do.</param>
/// <param name="statusCode">HTTP status of its answer.</param>
/// <param name="reason">Body of its answer.</param>
public sealed class ValidatorException(string what, HttpStatusCode statusCode, string reason)
    : Exception($"{what}: {(int)statusCode} {reason}")
{
    /// <summary>HTTP status of the validator's answer; 500 or more while it starts.</summary>
    public HttpStatusCode StatusCode => statusCode;
}
