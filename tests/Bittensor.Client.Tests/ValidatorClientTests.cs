using System.Net;
using System.Text.Json.Nodes;

namespace Bittensor.Client.Tests;

public sealed class ValidatorClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Register_NoUidAndStake_LeavesThemToTheValidator()
    {
        using var validator = new FixedResponse(HttpStatusCode.OK, "{}");
        await validator.Client.RegisterAsync(new("key-1", "small", new Uri("http://10.0.0.1")), Token);

        Assert.Equal(("POST", "/metagraph", "secret"), (validator.Method, validator.Path, validator.AdminKey));
        Assert.Equal(["hotkey", "name", "url"], JsonNode.Parse(validator.Body)!.AsObject().Select(property => property.Key));
    }

    [Fact]
    public async Task Register_Refused_ThrowsStatusAndReason()
    {
        using var validator = new FixedResponse(HttpStatusCode.Conflict, "uid is taken");
        var fault = await Assert.ThrowsAsync<ValidatorException>(
            () => validator.Client.RegisterAsync(new("key-1", "small", new Uri("http://10.0.0.1")), Token));

        Assert.Equal(HttpStatusCode.Conflict, fault.StatusCode);
        Assert.Equal("The validator does not register small: 409 uid is taken", fault.Message);
    }

    [Fact]
    public async Task Rounds_OneClosedOneOpen_TellsWhichIsClosed()
    {
        using var validator = new FixedResponse(
            HttpStatusCode.OK, """{"rounds":[{"id":8,"state":"FannedOut","axons":4},{"id":7,"state":"Closed","axons":4,"answered":3,"meanLoss":3.25}]}""");
        var rounds = await validator.Client.RoundsAsync(Token);

        Assert.Equal([(8, false, null), (7, true, 3.25)], rounds.Select(round => (round.Id, round.IsClosed, round.MeanLoss)));
    }

    [Fact]
    public async Task Scores_AxonWithoutLoss_HasNone()
    {
        using var validator = new FixedResponse(
            HttpStatusCode.OK, """{"round":null,"scores":[{"rank":1,"uid":3,"hotkey":"key-3","loss":null,"score":1.5,"plainScore":2,"shareAnswered":0.5}]}""");
        var row = Assert.Single(await validator.Client.ScoresAsync(Token));

        Assert.Equal((1, 3, "key-3", null, 1.5, 2, 0.5), (row.Rank, row.Uid, row.Hotkey, row.Loss, row.Score, row.PlainScore, row.ShareAnswered));
    }

    /// <summary>A validator that gives one response, and keeps what it was sent.</summary>
    private sealed class FixedResponse : HttpMessageHandler
    {
        private readonly HttpStatusCode _status;
        private readonly string _content;
        private readonly HttpClient _http;

        public FixedResponse(HttpStatusCode status, string content)
        {
            _status = status;
            _content = content;
            _http = new HttpClient(this, disposeHandler: false);
        }

        public ValidatorClient Client => new(_http, new Uri("http://validator.example.org"), "secret");

        public string Method { get; private set; } = "";

        public string Path { get; private set; } = "";

        public string AdminKey { get; private set; } = "";

        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Method = request.Method.Method;
            Path = request.RequestUri!.AbsolutePath;
            if (request.Content is { } content)
            {
                AdminKey = Assert.Single(request.Headers.GetValues("x-admin-key"));
                Body = await content.ReadAsStringAsync(cancellationToken);
            }

            return new(_status) { Content = new StringContent(_content, System.Text.Encoding.UTF8, "application/json") };
        }

        protected override void Dispose(bool disposing)
        {
            _http.Dispose();
            base.Dispose(disposing);
        }
    }
}
