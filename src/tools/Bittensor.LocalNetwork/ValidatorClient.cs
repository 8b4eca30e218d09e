using System.Net.Http.Json;

namespace Bittensor.LocalNetwork;

/// <summary>Speaks to the validator over HTTP.</summary>
/// <param name="http">HTTP.</param>
/// <param name="address">Its base address.</param>
/// <param name="adminKey">Lets this program register axons.</param>
internal sealed class ValidatorClient(HttpClient http, Uri address, string adminKey)
{
    /// <summary>Registers an axon, or tells the new address of one that is known.</summary>
    /// <exception cref="NetworkException">The validator refuses.</exception>
    public async Task RegisterAsync(RunningAxon axon, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "metagraph"));
        request.Headers.Add("x-admin-key", adminKey);
        request.Content = JsonContent.Create(new { axon.Source.Hotkey, Url = axon.Address, axon.Source.Name, axon.Source.Uid });
        using var answer = await http.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            var reason = await answer.Content.ReadAsStringAsync(cancellationToken);
            throw new NetworkException($"The validator does not register {axon.Source.Name}: {(int)answer.StatusCode} {reason}");
        }
    }

    /// <summary>The newest rounds, newest first.</summary>
    public async Task<IReadOnlyList<RoundInfo>> RoundsAsync(CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<RoundList>(new Uri(address, "rounds"), cancellationToken))!.Rounds;

    /// <summary>The leaderboard after the newest closed round, best first.</summary>
    public async Task<IReadOnlyList<LeaderboardRow>> ScoresAsync(CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<ScoreList>(new Uri(address, "scores"), cancellationToken))!.Scores;

    private sealed record RoundList(IReadOnlyList<RoundInfo> Rounds);

    private sealed record ScoreList(IReadOnlyList<LeaderboardRow> Scores);
}
