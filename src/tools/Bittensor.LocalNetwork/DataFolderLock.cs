namespace Bittensor.LocalNetwork;

/// <summary>Keeps a second network out of a data folder.</summary>
internal static class DataFolderLock
{
    /// <summary>Takes the folder until the result is disposed, or this process is gone.</summary>
    /// <param name="data">The folder.</param>
    /// <exception cref="NetworkException">Another network has it.</exception>
    public static IDisposable Take(DirectoryInfo data)
    {
        try
        {
            return new FileStream(Path.Combine(data.FullName, "network.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new NetworkException($"Another network runs with {data.FullName}; --data takes another folder. ({e.Message})");
        }
    }
}
