using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire;

namespace Bittensor.Axon.Tests.Http;

/// <summary>Calls as clients make them.</summary>
internal static class SynapseCall
{
    public static Task<HttpResponseMessage> PostAsync(this AxonProcess axon, string route, string json, string? type = "application/json") =>
        axon.PostAsync(route, Encoding.UTF8.GetBytes(json), type);

    public static Task<HttpResponseMessage> PostAsync(this AxonProcess axon, string route, ReadOnlyMemory<byte> body, string? type)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return axon.Http.PostAsync(new Uri(route, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static async Task<T> SynapseAsync<T>(this HttpResponseMessage answer)
        where T : Synapse
    {
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, Encoding.UTF8.GetString(body));
        return SynapseFormats.ForContentType(answer.Content.Headers.ContentType!.ToString())!.Read<T>(body, MessageKind.Answer);
    }

    public static string Header(this HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    /// <summary>Requires that an axon still answers.</summary>
    public static async Task AssertServesAsync(this AxonProcess axon)
    {
        using var answer = await axon.PostAsync("TextCausalLMNext", """{"text":["Hello"],"topk":3}""");
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }
}
