using System.Reflection;
using Bittensor.Infra.Tests.Support;
using Bittensor.Storage.Queues;
using Bittensor.Storage.Rows;

namespace Bittensor.Infra.Tests.Templates;

/// <summary>What lies in which account.</summary>
public class StorageTests(TemplatesFixture templates)
{
    [Fact]
    public void NetworkAccount_Queues_AreThoseOfTheCode() => Assert.Equal(ConstantsOf(typeof(QueueNames)), Names("queueServices/queues", "stnet"));

    [Fact]
    public void NetworkAccount_Tables_AreThoseOfTheCode() => Assert.Equal(ConstantsOf(typeof(TableNames)), Names("tableServices/tables", "stnet"));

    [Fact]
    public void ModelAccount_QueuesAndTables_AreNone()
    {
        Assert.Empty(Names("queueServices/queues", "stmodel"));
        Assert.Empty(Names("tableServices/tables", "stmodel"));
    }

    private static IEnumerable<string> ConstantsOf(Type names) => names.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!)
        .Order(StringComparer.Ordinal);

    private IEnumerable<string> Names(string type, string account) => templates.Platform.Of($"Microsoft.Storage/storageAccounts/{type}")
        .Select(resource => resource.Text("name"))
        .Where(name => name.StartsWith(account, StringComparison.Ordinal))
        .Select(name => name.LastSegment())
        .Order(StringComparer.Ordinal);
}
