using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bittensor.Axon.Handlers;
using Bittensor.Axon.Handlers.Text;
using Bittensor.Axon.Http;
using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Bittensor.Testing.TinyModels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bittensor.Axon.Tests.Handlers;

/// <summary>A new synapse is a contract and a handler; the routes, forms and checks are there already.</summary>
public class AddedSynapseTests
{
    [Fact]
    public async Task Post_SynapseOfThisProject_IsServed()
    {
        var (status, answer) = await PostAsync(nameof(Shout), """{"text":["Hello"],"times":3}""");

        Assert.Equal(200, status);
        Assert.Equal("HELLO!!!", answer.GetProperty("shouted").GetString());
    }

    [Fact] // its input is neither text nor tokens, and its handler knows no model
    public async Task Post_SynapseOverAnImage_IsServed()
    {
        var (status, answer) = await PostAsync(nameof(Brightness), """{"image":[[0,1,0.5],[0.25,0.75,0.5]]}""");

        Assert.Equal(200, status);
        Assert.Equal(0.5, answer.GetProperty("mean").GetDouble());
    }

    [Fact]
    public async Task Post_SynapseOverAnImageWithout_IsRefusedByItsContract()
    {
        var (status, answer) = await PostAsync(nameof(Brightness), "{}");

        Assert.Equal(400, status);
        Assert.Equal("EmptyRequest", answer.GetProperty("returnCode").GetString());
    }

    private static async Task<(int Status, JsonElement Answer)> PostAsync(string synapse, string body)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Model:Folder"] = TinyModel.Folder("position-ids"), ["Model:Threads"] = "1" });
        builder.Services.AddAxon(typeof(AddedSynapseTests).Assembly);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<ILanguageModelHost>().WaitAsync(TestContext.Current.CancellationToken);

        var context = new DefaultHttpContext { RequestServices = host.Services };
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        var result = await host.Services.GetRequiredService<SynapseEndpoint>().AnswerAsync(context.Request, synapse);
        await result.ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor()));
        await host.StopAsync(TestContext.Current.CancellationToken);

        context.Response.Body.Position = 0;
        using var answer = await JsonDocument.ParseAsync(context.Response.Body, cancellationToken: TestContext.Current.CancellationToken);
        return (context.Response.StatusCode, answer.RootElement.Clone());
    }
}

public sealed class Shout : Synapse
{
    [JsonPropertyName("times")]
    public int Times { get; set; }

    [JsonPropertyName("shouted")]
    public string? Shouted { get; set; }

    public override void ValidateRequest() => FieldRange.Check("times", Times, 1, 9);
}

internal sealed class ShoutHandler(TextRequests requests) : TextSynapseHandler<Shout>(requests)
{
    protected override Task AnswerAsync(Shout synapse, TextRequest request, CancellationToken cancellationToken)
    {
        synapse.Shouted = request.Inputs.Text![0].ToUpperInvariant() + new string('!', synapse.Times);
        return Task.CompletedTask;
    }
}

/// <summary>Asks for the mean of an image's pixels.</summary>
public sealed class Brightness : Synapse
{
    /// <summary>Pixels, 0 to 1; shape [height, width].</summary>
    [JsonPropertyName("image")]
    public WireTensor<float>? Image { get; set; }

    [JsonPropertyName("mean")]
    public double? Mean { get; set; }

    public override void ValidateInputs()
    {
        if (Image is null || Image.Values.Length == 0)
        {
            throw new SynapseException(ReturnCode.EmptyRequest, "There is no image.");
        }
    }

    public override void ValidateRequest()
    {
    }
}

internal sealed class BrightnessHandler : SynapseHandler<Brightness>
{
    protected override Task AnswerAsync(Brightness synapse, SynapseContext context, CancellationToken cancellationToken)
    {
        synapse.Mean = synapse.Image!.Values.Average();
        return Task.CompletedTask;
    }
}
