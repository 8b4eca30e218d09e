using System.Reflection;

namespace Bittensor.LocalNetwork;

/// <summary>Where the build put the apps.</summary>
internal static class AppPaths
{
    /// <summary>Output folder of the axon.</summary>
    public static string Axon => Find("Axon");

    /// <summary>Output folder of the validator.</summary>
    public static string Validator => Find("Validator");

    /// <summary>This program, which also serves simulated axons. The copy in its own output folder: one beside tests lacks frameworks that it
    /// needs.</summary>
    public static string LocalNetwork => Find("LocalNetwork");

    private static string Find(string app)
    {
        var path = typeof(AppPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == app).Value!.Replace('\\', Path.DirectorySeparatorChar);
        if (!Path.Exists(path))
        {
            throw new NetworkException($"{path} is not there; build the solution first.");
        }

        return path;
    }
}
