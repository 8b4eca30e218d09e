using Bittensor.Tokenization;
using Bittensor.Validation.Tasks;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Tests;

public sealed class TextTaskSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tasks").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Draw_SameChance_SameTasksOfTheTextThatBeginALine()
    {
        Write("a.txt", string.Join('\n', Enumerable.Range(0, 200).Select(i => $"Line {i} tells how the reader moves through the buffer.")));

        var first = await Source().DrawAsync(5, 20, new Random(1), Token);
        var second = await Source().DrawAsync(5, 20, new Random(1), Token);
        var other = await Source().DrawAsync(5, 20, new Random(2), Token);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.All(first, task => Assert.Equal(20, task.Length));
        Assert.All(first, task => Assert.StartsWith("Line ", StandardTokenizer.Instance.Decode(task), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Draw_SeveralFiles_DrawsFromAllOfThem()
    {
        Write("a.txt", string.Concat(Enumerable.Repeat("alpha alpha alpha alpha\n", 50)));
        Write(Path.Combine("sub", "b.txt"), string.Concat(Enumerable.Repeat("beta beta beta beta beta\n", 50)));

        var texts = (await Source().DrawAsync(30, 10, new Random(3), Token)).Select(task => StandardTokenizer.Instance.Decode(task)).ToArray();

        Assert.Contains(texts, text => text.Contains("alpha", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("beta", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Draw_TextTooShort_SaysSo()
    {
        Write("a.txt", "Too short.");

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Source().DrawAsync(1, 72, new Random(1), Token));
        Assert.Contains("too short", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draw_EmptyFolder_SaysSo() =>
        Assert.Contains(_folder, (await Assert.ThrowsAsync<InvalidOperationException>(() => Source().DrawAsync(1, 72, new Random(1), Token))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Draw_NoFolder_NamesSetting() => Assert.Contains(
        "Tasks:Folder",
        (await Assert.ThrowsAsync<InvalidOperationException>(() => Source(Path.Combine(_folder, "none")).DrawAsync(1, 72, new Random(1), Token))).Message,
        StringComparison.Ordinal);

    private TextTaskSource Source(string? folder = null) =>
        new(new FolderTextReader(Options.Create(new TaskOptions { Folder = folder ?? _folder })), StandardTokenizer.Instance);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
