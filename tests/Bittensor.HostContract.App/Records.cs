using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;

namespace Bittensor.HostContract.App;

/// <summary>Tells the tests what happened, in a table: it outlives host and worker.</summary>
/// <param name="configuration">Has the connection string, and the table's name: <c>ContractName</c>.</param>
public sealed class Records(IConfiguration configuration)
{
    private const string ReleasePartition = "Release";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly TableClient _table = new(configuration["AzureWebJobsStorage"], configuration["ContractName"]);

    /// <summary>Adds a row.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="subject">To what: a message's text, or an id that the test made up.</param>
    /// <param name="columns">Further columns.</param>
    public Task AddAsync(string kind, string subject, params (string Name, object? Value)[] columns)
    {
        var row = new TableEntity(kind, string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow.Ticks:D19}-{Guid.NewGuid():N}"))
        {
            ["Subject"] = subject,
            ["Process"] = Environment.ProcessId,
            ["At"] = DateTimeOffset.UtcNow,
        };
        foreach (var (name, value) in columns)
        {
            row[name] = value;
        }

        return _table.AddEntityAsync(row);
    }

    /// <summary>Waits until the test has put a row for a subject into the partition <c>Release</c>.</summary>
    public async Task WaitForReleaseAsync(string subject)
    {
        while (!(await _table.GetEntityIfExistsAsync<TableEntity>(ReleasePartition, subject)).HasValue)
        {
            await Task.Delay(Poll);
        }
    }
}
