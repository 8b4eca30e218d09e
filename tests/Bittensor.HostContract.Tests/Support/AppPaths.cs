using System.Reflection;

namespace Bittensor.HostContract.Tests.Support;

/// <summary>Where the build put the host and the apps.</summary>
internal static class AppPaths
{
    /// <summary>The local host's program.</summary>
    public static string LocalHost => Find("LocalHost");

    /// <summary>Output folder of the contract's own app.</summary>
    public static string Contract => Find("Contract");

    /// <summary>Output folder of the axon.</summary>
    public static string Axon => Find("Axon");

    /// <summary>Output folder of the validator.</summary>
    public static string Validator => Find("Validator");

    private static string Find(string name) => typeof(AppPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == name).Value!.Replace('\\', Path.DirectorySeparatorChar);
}
