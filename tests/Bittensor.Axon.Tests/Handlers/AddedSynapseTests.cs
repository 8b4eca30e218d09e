using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bittensor.Axon.Handlers;
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
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Model:Folder"] = TinyModel.Folder("position-ids"), ["Model:Threads"] = "1" });
        builder.Services.AddAxon(typeof(AddedSynapseTests).Assembly);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<ILanguageModelHost>().WaitAsync(TestContext.Current.CancellationToken);

        var context = new DefaultHttpContext { RequestServices = host.Services };
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("""{"text":["Hello"],"times":3}"""));
        context.Response.Body = new MemoryStream();
        var result = await host.Services.GetRequiredService<SynapseEndpoint>().AnswerAsync(context.Request, nameof(Shout));
        await result.ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor()));

        context.Response.Body.Position = 0;
        using var answer = await JsonDocument.ParseAsync(context.Response.Body, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(200, context.Response.StatusCode);
        Assert.Equal("HELLO!!!", answer.RootElement.GetProperty("shouted").GetString());
        await host.StopAsync(TestContext.Current.CancellationToken);
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

internal sealed class ShoutHandler : SynapseHandler<Shout>
{
    protected override Task AnswerAsync(Shout synapse, SynapseContext context, CancellationToken cancellationToken)
    {
        synapse.Shouted = context.Inputs.Text![0].ToUpperInvariant() + new string('!', synapse.Times);
        return Task.CompletedTask;
    }
}
