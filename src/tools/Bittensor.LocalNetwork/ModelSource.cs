namespace Bittensor.LocalNetwork;

/// <summary>One axon to be: its slot, its name and the model folder that it serves.</summary>
/// <param name="Uid">Its slot in the metagraph.</param>
/// <param name="Name">Its name; unique in the network.</param>
/// <param name="Folder">Its model folder.</param>
internal sealed record ModelSource(int Uid, string Name, DirectoryInfo Folder)
{
    /// <summary>Its key: the same at every start, so that its scores go on.</summary>
    public string Hotkey => $"local-{Name}";

    /// <summary>Finds the models, smallest first; the smallest is there twice, to show that equals score equally.</summary>
    /// <param name="models">Folder of model folders.</param>
    /// <exception cref="NetworkException">There is none.</exception>
    public static IReadOnlyList<ModelSource> Find(DirectoryInfo models)
    {
        DirectoryInfo[] folders = models.Exists
            ? [.. models.GetDirectories().Where(folder => folder.GetFiles("*.onnx").Length > 0).OrderBy(Size).ThenBy(folder => folder.Name)]
            : [];
        if (folders is not [var smallest, .. var others])
        {
            throw new NetworkException($"{models.FullName} has no model folders; expected folders with an .onnx file.");
        }

        (string Name, DirectoryInfo Folder)[] all =
            [(smallest.Name, smallest), ($"{smallest.Name}-twin", smallest), .. others.Select(folder => (folder.Name, folder))];
        return [.. all.Select((model, uid) => new ModelSource(uid, model.Name, model.Folder))];
    }

    private static long Size(DirectoryInfo folder) => folder.GetFiles().Sum(file => file.Length);
}
