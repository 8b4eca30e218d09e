using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Images;

/// <summary>A Dockerfile, read as far as its rules can be checked without a container engine.</summary>
internal sealed class Dockerfile
{
    /// <summary>Reads one.</summary>
    /// <param name="path">Relative to the root of the repository, which is the build context.</param>
    public Dockerfile(string path)
    {
        Path = path;
        Stage? stage = null;
        foreach (var line in Lines(Repository.Read(path)))
        {
            var instruction = new Instruction(line.Split(' ', 2)[0], line.Split(' ', 2)[1].Trim());
            if (instruction.Name == "FROM")
            {
                Stages.Add(stage = Stage.From(instruction.Arguments));
            }
            else if (stage is null)
            {
                Assert.Equal("ARG", instruction.Name);
                Arguments.Add(instruction.Arguments.Split('=')[0], instruction.Arguments.Split('=')[1]);
            }
            else
            {
                stage.Instructions.Add(instruction);
            }
        }
    }

    /// <summary>Every Dockerfile of the repository.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("functions"), "Dockerfile*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>The app that it is of.</summary>
    public string App => Path.Split('/')[1];

    /// <summary>Versions: arguments before the first stage, with their defaults.</summary>
    public Dictionary<string, string> Arguments { get; } = [];

    /// <summary>Stages in order; the last one is the image.</summary>
    public List<Stage> Stages { get; } = [];

    /// <summary>The stage that builds the app.</summary>
    public Stage Build => Stages.Single(stage => stage.Name == "build");

    /// <summary>The image.</summary>
    public Stage Image => Stages[^1];

    /// <summary>Lines without comments, continued ones joined.</summary>
    private static IEnumerable<string> Lines(string text) => text
        .Replace("\\\n", " ", StringComparison.Ordinal)
        .Split('\n')
        .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        .Where(line => line.Length > 0 && line[0] != '#');
}

/// <summary>A stage.</summary>
/// <param name="Base">Image that it starts from.</param>
/// <param name="Name">Its name; null for the last one.</param>
/// <param name="Instructions">What it does.</param>
internal sealed record Stage(string Base, string? Name, List<Instruction> Instructions)
{
    /// <summary>Arguments of COPY that copy from the build context: sources, then the target.</summary>
    public IEnumerable<string[]> Copies => Instructions
        .Where(instruction => instruction.Name == "COPY" && !instruction.Arguments.StartsWith("--from", StringComparison.Ordinal))
        .Select(instruction => instruction.Arguments.Split(' '));

    /// <summary>Stages or images that are copied from.</summary>
    public IEnumerable<string> CopiedStages => Instructions
        .Where(instruction => instruction.Name == "COPY" && instruction.Arguments.StartsWith("--from=", StringComparison.Ordinal))
        .Select(instruction => instruction.Arguments.Split(' ')[0]["--from=".Length..]);

    /// <summary>Commands that are run.</summary>
    public IEnumerable<string> Commands => Instructions.Where(instruction => instruction.Name == "RUN").Select(instruction => instruction.Arguments);

    /// <summary>Reads a FROM.</summary>
    public static Stage From(string arguments)
    {
        var parts = arguments.Split(' ');
        return new(parts[0], parts.Length == 3 && parts[1] == "AS" ? parts[2] : null, []);
    }
}

/// <summary>A line of a Dockerfile.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Arguments">The rest.</param>
internal sealed record Instruction(string Name, string Arguments);
