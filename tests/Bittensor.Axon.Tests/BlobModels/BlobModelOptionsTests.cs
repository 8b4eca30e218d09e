using Bittensor.Axon.BlobModels;
using Bittensor.Engine.ModelFolders;
using Bittensor.Engine.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Tests.BlobModels;

public class BlobModelOptionsTests
{
    [Fact]
    public void Source_NoPlace_IsRefused()
    {
        using var services = Services(("Model:Source", "http://elsewhere.example/models/small"));

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<ModelOptions>>().Value);

        Assert.Contains("Model:Source is http://elsewhere.example/models/small", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parallelism_OutOfRange_IsRefused()
    {
        using var services = Services(("Model:DownloadParallelism", "0"));

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<BlobModelOptions>>().Value);
    }

    [Fact]
    public void Cache_Empty_IsInTheTemporaryFolder()
    {
        using var services = Services(("Model:Cache", ""));

        Assert.StartsWith(Path.GetTempPath(), services.GetRequiredService<IOptions<BlobModelOptions>>().Value.Cache, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_InPlaceOfSource_IsOpened()
    {
        await using var services = Services(("Model:Folder", "there"));

        Assert.Equal("there", await services.GetRequiredService<IModelFolderSource>().OpenAsync(TestContext.Current.CancellationToken));
    }

    private static ServiceProvider Services(params (string Name, string Value)[] settings)
    {
        var configuration = settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value));
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build())
            .AddLogging()
            .AddBlobModels();
        services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section);
        return services.BuildServiceProvider();
    }
}
