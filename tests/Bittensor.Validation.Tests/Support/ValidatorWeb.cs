using Bittensor.Functions.Validator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.Validation.Tests;

/// <summary>Builds a program that serves the app's HTTP functions on a free port, without a Functions host.</summary>
internal static class ValidatorWeb
{
    /// <summary>Builds it; its first address is where it listens once it is started.</summary>
    /// <param name="settings">The app's settings.</param>
    /// <param name="register">Registers the test's own services before the app's.</param>
    public static WebApplication Build(Dictionary<string, string?> settings, Action<IServiceCollection> register)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMvcCore(); // writes what functions return
        register(builder.Services);
        builder.Services.AddValidator();
        var web = builder.Build();
        web.MapFunctions();
        return web;
    }
}
