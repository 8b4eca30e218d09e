using System.ComponentModel.DataAnnotations;
using Bittensor.LocalWorker.Http;
using Bittensor.LocalWorker.Invocation;
using Bittensor.LocalWorker.Queues;
using Microsoft.Extensions.Configuration;

namespace Bittensor.LocalWorker.Settings;

/// <summary>The parts of host.json that the local worker honours; settings named <c>AzureFunctionsJobHost__…</c> win over the
/// file, as under the host.</summary>
internal sealed record HostJson(HttpOptions Http, QueuesOptions Queues, IConfiguration Logging)
{
    /// <summary>Reads host.json from a folder; the host's defaults where there is none.</summary>
    /// <exception cref="FunctionAppException">The file is not JSON, or a value is out of range.</exception>
    public static HostJson Read(string folder, IConfiguration settings)
    {
        try
        {
            var root = new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(folder, AppFolder.HostJson), optional: true, reloadOnChange: false)
                .AddInMemoryCollection(settings.GetSection("AzureFunctionsJobHost").AsEnumerable(makePathsRelative: true))
                .Build();
            return new HostJson(
                Section<HttpOptions>(root, "extensions:http"), Section<QueuesOptions>(root, "extensions:queues"), root.GetSection("logging"));
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new FunctionAppException($"{Path.Combine(folder, AppFolder.HostJson)}: {(e.InnerException ?? e).Message}", e);
        }
    }

    private static T Section<T>(IConfiguration root, string name)
        where T : class, new()
    {
        var options = root.GetSection(name).Get<T>() ?? new T();
        List<ValidationResult> faults = [];
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? options
            : throw new FunctionAppException(faults.ConvertAll(fault => $"host.json, {name}: {fault.ErrorMessage}"));
    }
}
