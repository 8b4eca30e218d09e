using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Bittensor.ChatTemplates.Tests;

/// <summary>Templates, conversations and snippets, with what Jinja2 makes of them.</summary>
internal static class ReferenceData
{
    private static readonly string Root = AppContext.BaseDirectory;

    /// <summary>The clock that Reference/make_expected.py has.</summary>
    public static ChatTemplateOptions Options { get; } = new()
    {
        TimeProvider = new FakeTimeProvider(new DateTimeOffset(2024, 7, 6, 9, 5, 3, TimeSpan.Zero)),
    };

    public static JsonObject Conversations { get; } = ReadObject("conversations.json");

    public static JsonObject Variables { get; } = ReadObject("variables.json");

    public static JsonObject ExpectedTemplates { get; } = ReadObject("templates.expected.json");

    public static JsonObject ExpectedSnippets { get; } = ReadObject("snippets.expected.json");

    /// <summary>Snippets that differ on purpose, each with the reason.</summary>
    public static JsonObject KnownDifferences { get; } = ReadObject("known-differences.json");

    public static IEnumerable<string> TemplateNames =>
        Directory.GetFiles(Path.Combine(Root, "Templates")).Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);

    public static string Template(string name) => File.ReadAllText(Path.Combine(Root, "Templates", name + ".jinja"));

    /// <summary>Source of a snippet: a sign stands for line feeds, so that it takes one line.</summary>
    public static string Source(string snippet) => snippet.Replace('⏎', '\n');

    /// <summary>Renders as the reference does, and describes the outcome in its words.</summary>
    public static JsonObject Outcome(string source, JsonObject variables)
    {
        ChatTemplate template;
        try
        {
            template = ChatTemplate.Parse(source, Options);
        }
        catch (ChatTemplateException)
        {
            return new JsonObject { ["error"] = "parse" };
        }
        try
        {
            return new JsonObject { ["text"] = template.Render(variables) };
        }
        catch (ChatTemplateRenderException exception) when (exception.Refusal != null)
        {
            return new JsonObject { ["refusal"] = exception.Refusal };
        }
        catch (ChatTemplateException)
        {
            return new JsonObject { ["error"] = "render" };
        }
    }

    /// <summary>Runs the reference itself.</summary>
    /// <param name="arguments">Arguments of make_expected.py.</param>
    /// <param name="input">Its input.</param>
    /// <returns>Its output, or null where there is no Jinja2 for Python.</returns>
    public static async Task<JsonNode?> RunReferenceAsync(string arguments, string input = "")
    {
        foreach (var python in new[] { "python3", "/usr/bin/python3" })
        {
            if (await TryRunAsync(python, arguments, input) is { } output)
            {
                return JsonNode.Parse(output, documentOptions: new JsonDocumentOptions { MaxDepth = 256 });
            }
        }
        return null;
    }

    private static async Task<string?> TryRunAsync(string python, string arguments, string input)
    {
        const int JinjaIsMissing = 3;
        var start = new ProcessStartInfo(python, [Path.Combine(Root, "Reference", "make_expected.py"), arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await WriteAsync(process.StandardInput, input);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (process.ExitCode == JinjaIsMissing)
            {
                return null;
            }
            Assert.True(process.ExitCode == 0, await error);
            return await output;
        }
        catch (System.ComponentModel.Win32Exception) // no such program
        {
            return null;
        }
    }

    private static async Task WriteAsync(StreamWriter writer, string input)
    {
        try
        {
            await writer.WriteAsync(input);
            writer.Close();
        }
        catch (IOException) // the program ended without reading: its exit code tells why
        {
        }
    }

    private static JsonObject ReadObject(string name)
    {
        var options = new JsonDocumentOptions { MaxDepth = 256 };
        return JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "Reference", name)), documentOptions: options)!.AsObject();
    }
}
