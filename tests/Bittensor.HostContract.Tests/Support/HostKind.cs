using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Bittensor.HostContract.Tests.Support;

/// <summary>A program that serves function apps.</summary>
public enum HostKind
{
    /// <summary>Bittensor.LocalHost.</summary>
    Local,

    /// <summary>The one that the environment variable <c>BITTENSOR_FUNC</c> names.</summary>
    Named,
}

/// <summary>A row of a theory for every host there is, with the host first.</summary>
/// <param name="data">The rest of the row.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnEveryHostAttribute(params object?[] data) : DataAttribute
{
    /// <summary>Program that <see cref="HostKind.Named"/> is; it is started with <c>start --port N</c> in the app's output folder.</summary>
    public static string? Named { get; } = Environment.GetEnvironmentVariable("BITTENSOR_FUNC");

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        HostKind[] hosts = string.IsNullOrEmpty(Named) ? [HostKind.Local] : [HostKind.Local, HostKind.Named];
        return new([.. hosts.Select(host => new TheoryDataRow([host, .. data]))]);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
