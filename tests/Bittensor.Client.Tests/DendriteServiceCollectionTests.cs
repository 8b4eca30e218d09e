using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bittensor.Client.Tests;

public class DendriteServiceCollectionTests
{
    [Fact]
    public void AddDendrite_Configured_ReadsTheSection()
    {
        using var provider = Provider(("Dendrite:MaxResponseBytes", "2048"), ("Dendrite:Form", "Sdk"));

        Assert.Equal(2048, provider.GetRequiredService<IOptions<DendriteOptions>>().Value.MaxResponseBytes);
        Assert.Same(provider.GetRequiredService<IDendrite>(), provider.GetRequiredService<IDendrite>());
    }

    [Fact]
    public void AddDendrite_SeveralOptionsOutOfRange_NamesThemAll()
    {
        using var provider = Provider(("Dendrite:MaxResponseBytes", "0"), ("Dendrite:ConnectTimeout", "01:00:00"), ("Dendrite:Form", "7"));

        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<DendriteOptions>>().Value);

        Assert.Equal(3, exception.Failures.Count());
        Assert.Contains("MaxResponseBytes", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectTimeout", exception.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Provider(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(item => item.Key, item => (string?)item.Value)).Build())
        .AddLogging()
        .AddDendrite()
        .BuildServiceProvider();
}
