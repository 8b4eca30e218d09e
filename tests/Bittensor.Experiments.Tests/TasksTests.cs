namespace Bittensor.Experiments.Tests;

public sealed class TasksTests
{
    private static readonly string Text = string.Join(' ', Enumerable.Range(0, 4000));

    [Fact]
    public void Draw_SameSeed_DrawsTheSame() => Assert.Equal(Tasks.Draw(Text, 2, 5), Tasks.Draw(Text, 2, 5));

    [Fact]
    public void Draw_Tasks_HaveTheirLengthAndDoNotOverlap()
    {
        int[][] tasks = [.. Tasks.Draw(Text, 3, 5).SelectMany(round => round)];

        Assert.All(tasks, task => Assert.Equal(Tasks.Shown + Tasks.HeldBack, task.Length));
        Assert.Equal(24, tasks.Select(task => string.Join(' ', task)).Distinct().Count());
    }

    [Fact]
    public void Draw_TextTooShort_Throws() => Assert.Throws<ArgumentException>(() => Tasks.Draw("Too short.", 1, 5));
}
