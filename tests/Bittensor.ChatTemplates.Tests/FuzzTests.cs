using System.Diagnostics;
using System.Text;
using FsCheck.Xunit;

namespace Bittensor.ChatTemplates.Tests;

/// <summary>No template makes Parse or Render throw anything but the library's own errors.</summary>
public class FuzzTests
{
    private static readonly ChatTemplateOptions Options = ReferenceData.Options with { MaxSteps = 50_000, MaxOutputLength = 200_000 };

    private static readonly string[] Templates = [.. ReferenceData.TemplateNames.Select(ReferenceData.Template)];

    private static readonly string[] Snippets = [.. ReferenceData.ExpectedSnippets.Select(snippet => ReferenceData.Source(snippet.Key))];

    private static readonly string[] Pieces =
    [
        "{{", "}}", "{%", "%}", "{#", "#}", "-", "+", "(", ")", "[", "]", "{", "}", "|", ".", ",", ":", "'", "\"", "\\", "~", "**", "//", "%", "*",
        "if", "else", "elif", "for", "in", "set", "macro", "call", "is", "not", "and", "or", "endif", "endfor", "recursive", "loop(l)", "raw",
        "namespace(", "range(", "1e309", "999999999999999999999", "-1", "0", "none", "true", "undef", "|tojson", "|list", "|map(", "|indent(",
        "\ud83d", "\udc00", "\0", "\u2028", "İ", "ǆ", "😀", "\r\n", "{% break %}", "{% endmacro %}", "**kwargs", "*varargs", "caller()", "[::-1]",
    ];

    [Property(MaxTest = 3000)]
    public void Render_MutatedTemplate_ThrowsNothingElse(int seed)
    {
        var random = new Random(seed);
        RenderAny(Mutate(random, random.Next(2) == 0 ? Templates : Snippets), random);
    }

    [Property(MaxTest = 3000)]
    public void Render_RandomTemplate_ThrowsNothingElse(int seed)
    {
        var random = new Random(seed);
        RenderAny(RandomTemplates.Next(random), random);
    }

    [Property(MaxTest = 1000)]
    public void Render_AnyText_ThrowsNothingElse(string source, int seed) => RenderAny(source ?? "", new Random(seed));

    private static void RenderAny(string source, Random random)
    {
        try
        {
            var template = ChatTemplate.Parse(source, Options);
            var conversation = ReferenceData.Conversations.ElementAt(random.Next(ReferenceData.Conversations.Count)).Value!.AsObject();
            var text = template.Render(random.Next(2) == 0 ? ReferenceData.Variables : conversation);
            Assert.True(text.Length <= Options.MaxOutputLength);
        }
        catch (ChatTemplateException exception)
        {
            Assert.True(exception.Line >= 1 && exception.Column >= 1, exception.Message);
        }
        catch (Exception exception)
        {
            throw new UnreachableException($"{exception.GetType().Name} from {source}", exception);
        }
    }

    private static string Mutate(Random random, string[] sources)
    {
        var text = new StringBuilder(sources[random.Next(sources.Length)]);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 12), text.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    text.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                default:
                    var other = sources[random.Next(sources.Length)];
                    var start = random.Next(other.Length);
                    text.Insert(at, other[start..Math.Min(start + random.Next(1, 40), other.Length)]);
                    break;
            }
        }
        return text.ToString();
    }
}
