using System.Security.Cryptography;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Bittensor.Engine.ModelFolders;
using Bittensor.Engine.Models;
using Bittensor.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.Axon.Tests.BlobModels;

/// <summary>A container of its own with a model below the prefix <c>small</c>, and a cache of its own.</summary>
internal sealed class ModelBench : IAsyncDisposable
{
    private readonly string _connection;
    private readonly string _container = UniqueName.Create("models");
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("bittensor-cache");

    public ModelBench(AzuriteFixture azurite)
    {
        _connection = azurite.ConnectionString;
        Container = new(_connection, _container);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public BlobContainerClient Container { get; }

    public string Source => $"{_container}/small";

    /// <summary>Files below the cache that a model could be served from: those in folders that are complete.</summary>
    public IEnumerable<string> Served => _cache.EnumerateDirectories()
        .SelectMany(place => place.EnumerateDirectories().Where(copy => copy.Name != "partial"))
        .SelectMany(copy => copy.EnumerateFiles("*", SearchOption.AllDirectories))
        .Select(file => file.Name);

    /// <summary>Three small files, one of them in a folder.</summary>
    public static Dictionary<string, byte[]> SmallModel() => new()
    {
        ["config.json"] = "{}"u8.ToArray(),
        ["onnx/model.onnx"] = RandomNumberGenerator.GetBytes(5000),
        ["tokenizer.json"] = RandomNumberGenerator.GetBytes(300),
    };

    /// <summary>Uploads files as tools do.</summary>
    public async Task UploadAsync(Dictionary<string, byte[]> files, BlobUploadOptions? options = null)
    {
        await Container.CreateIfNotExistsAsync(cancellationToken: Token);
        foreach (var (path, content) in files)
        {
            await Container.GetBlobClient($"small/{path}").UploadAsync(new BinaryData(content), options ?? new(), Token);
        }
    }

    /// <summary>Opens the model as an axon does that starts.</summary>
    public async Task<string> OpenAsync(Downloads? downloads = null, string? source = null, CancellationToken? cancellationToken = null)
    {
        await using var process = Start(downloads, source);
        return await process.GetRequiredService<IModelFolderSource>().OpenAsync(cancellationToken ?? Token);
    }

    /// <summary>Starts what an axon has of this.</summary>
    public ServiceProvider Start(Downloads? downloads = null, string? source = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = _connection,
            ["Storage:MaxRetries"] = "0",
            ["Model:Source"] = source ?? Source,
            ["Model:Cache"] = _cache.FullName,
            ["Model:DownloadParallelism"] = "2",
        };
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddBlobModels();
        services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section);
        return services.AddSingleton<HttpPipelinePolicy>(downloads ?? new Downloads()).BuildServiceProvider();
    }

    public ValueTask DisposeAsync()
    {
        _cache.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Every file of a folder, by its path.</summary>
    public static Dictionary<string, byte[]> Read(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes);
}
