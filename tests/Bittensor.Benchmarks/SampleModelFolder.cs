namespace Bittensor.Benchmarks;

/// <summary>Finds the sample models of the repository that this program was built in.</summary>
internal static class SampleModelFolder
{
    /// <summary>The folder of a sample model.</summary>
    /// <param name="model">Its name, or a path.</param>
    public static string Find(string model)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "src", "tools", "Bittensor.SampleModels", "models", model);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return Directory.Exists(model) ? Path.GetFullPath(model) : throw new DirectoryNotFoundException($"There is no sample model {model} above {AppContext.BaseDirectory}.");
    }
}
