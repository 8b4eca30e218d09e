using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Bittensor.Tokenization.Tests.Oracles;

/// <summary>The same comparison with the originals themselves, over new random texts; docs/tokenizers.md has the command.</summary>
public class LiveComparisonTests
{
    private const string ModulesVariable = "BITTENSOR_TOKENIZERS_MODULES", PythonVariable = "BITTENSOR_SENTENCEPIECE_PYTHON";
    private const string FoldersVariable = "BITTENSOR_TOKENIZERS";
    private const int RandomTexts = 200;

    private static readonly string[] Parts =
    [
        "a", "the", "The", " ", "  ", "\n", "\t", "1", "23", "é", "e\u0301", "ß", "漢", "か", "가", "Ж", "ि", "😀", "𝒳", ".", ",",
        "'s", "'S",
        "_", "<s>", "<unk>", "▁", "²", "Ⅻ", "\u00A0", "\u200D", "\r\n", "(", "HELLO", "cat", "##", "<0x41>", "\0", "İ",
    ];

    [Fact]
    public async Task Encode_EveryVariantOverRandomTexts_GivesIdsOfHuggingFace()
    {
        var modules = Environment.GetEnvironmentVariable(ModulesVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(modules), $"{ModulesVariable} names no node_modules folder with the package tokenizers.");
        using var work = new WorkFolder();
        foreach (var name in OracleData.Variants.Keys)
        {
            work.Write(Path.Combine(name, "tokenizer.json"), OracleData.Compose(name).ToJsonString());
        }

        var own = Environment.GetEnvironmentVariable(FoldersVariable);
        foreach (var root in string.IsNullOrEmpty(own) ? [work.Path] : (string[])[work.Path, own])
        {
            var answers = Path.Combine(work.Path, "answers");
            await RunAsync("node", [Script("answers.js"), root, work.WriteTexts(Texts()), answers], modules!);
            Compare(answers, root);
        }
    }

    [Fact]
    public async Task Encode_EveryModelOverRandomTexts_GivesIdsOfSentencePiece()
    {
        var python = Environment.GetEnvironmentVariable(PythonVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(python), $"{PythonVariable} names no Python with the package sentencepiece.");
        using var work = new WorkFolder();
        var answers = Path.Combine(work.Path, "answers");
        await RunAsync(python!, [Script("pieces.py"), "answers", OracleData.Models, work.WriteTexts(Texts()), answers], "");
        Compare(answers, OracleData.Models);
    }

    private static void Compare(string answers, string root)
    {
        var differing = new List<string>();
        foreach (var line in File.ReadLines(answers))
        {
            using var answer = JsonDocument.Parse(line);
            var name = answer.RootElement.GetProperty("name").GetString()!;
            if (!answer.RootElement.TryGetProperty("cases", out var cases))
            {
                continue; // the original itself refuses it
            }

            ITextTokenizer tokenizer;
            try
            {
                tokenizer = TokenizerFolder.Load(Path.Combine(root, name));
            }
            catch (ModelFolderException)
            {
                continue; // refused by name, which other tests check
            }

            differing.AddRange(cases.EnumerateArray().Where(entry => Differs(entry, tokenizer))
                .Select(entry => $"{name}: {JsonSerializer.Serialize(entry.GetProperty("text").GetString())}"));
        }

        Assert.Empty(differing);
    }

    private static bool Differs(JsonElement entry, ITextTokenizer tokenizer)
    {
        int[] ids = [.. entry.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
        var decoded = entry.GetProperty("decoded");
        return !ids.SequenceEqual(tokenizer.Encode(entry.GetProperty("text").GetString()!))
            || (decoded.ValueKind == JsonValueKind.String && decoded.GetString() != tokenizer.Decode(ids));
    }

    private static string[] Texts()
    {
        var random = new Random(Environment.TickCount);
        return [.. OracleData.Texts, .. Enumerable.Range(0, RandomTexts).Select(_ => RandomText(random))];
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 15); i > 0; i--)
        {
            text.Append(random.Next(6) > 0
                ? Parts[random.Next(Parts.Length)]
                : new Rune(random.Next(2) == 0 ? random.Next(0xD800) : random.Next(0x10000, 0x20000)).ToString());
        }

        return text.ToString();
    }

    private static string Script(string name) => Path.Combine(OracleData.Path, name);

    private static async Task RunAsync(string program, string[] arguments, string modules)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        start.Environment["NODE_PATH"] = modules;
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
    }

    /// <summary>A folder that goes when the test ends.</summary>
    private sealed class WorkFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("oracle").FullName;

        public void Write(string name, string content)
        {
            var path = System.IO.Path.Combine(Path, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
        }

        public string WriteTexts(string[] texts)
        {
            Write("texts.json", JsonSerializer.Serialize(texts));
            return System.IO.Path.Combine(Path, "texts.json");
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
