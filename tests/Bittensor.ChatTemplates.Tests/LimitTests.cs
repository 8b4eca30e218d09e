using System.Text;
using System.Text.Json.Nodes;

namespace Bittensor.ChatTemplates.Tests;

public class LimitTests
{
    [Theory]
    [InlineData("{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}", ChatTemplateLimit.Steps)]
    [InlineData("{% set ns = namespace(l=[0]) %}{% for i in range(100) %}{% set ns.l = ns.l + ns.l %}{% endfor %}", ChatTemplateLimit.Steps)]
    [InlineData("{{ [0] * 10 ** 18 }}", ChatTemplateLimit.Steps)]
    [InlineData("{% set ns = namespace(l=0) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}", ChatTemplateLimit.Steps)]
    [InlineData("{% set ns = namespace(l=0) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l == ns.l }}{{ ns.l|tojson }}", ChatTemplateLimit.Steps)]
    [InlineData("{{ 'a' * 10 ** 12 }}", ChatTemplateLimit.OutputLength)]
    [InlineData("{% for i in range(1000) %}{{ 'a' * 100000 }}{% endfor %}", ChatTemplateLimit.OutputLength)]
    [InlineData("{{ 'a'|center(10 ** 15) }}", ChatTemplateLimit.OutputLength)]
    [InlineData("{{ [[1]]|tojson(indent=10 ** 9) }}", ChatTemplateLimit.OutputLength)]
    [InlineData("{{ 10 ** 99999 }}", ChatTemplateLimit.Digits)]
    [InlineData("{% set ns = namespace(n=2) %}{% for i in range(99) %}{% set ns.n = ns.n * ns.n %}{% endfor %}", ChatTemplateLimit.Digits)]
    [InlineData("{{ range(100001) }}", ChatTemplateLimit.RangeLength)]
    [InlineData("{{ range(10 ** 30, 10 ** 30 + 1) }}", ChatTemplateLimit.RangeLength)]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", ChatTemplateLimit.Recursion)]
    [InlineData("{% for x in [1] recursive %}{{ loop([x]) }}{% endfor %}", ChatTemplateLimit.Recursion)]
    [InlineData("{% set ns = namespace(l=0) %}{% for i in range(5000) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l }}", ChatTemplateLimit.Recursion)]
    [InlineData("{% set ns = namespace(l=0) %}{% for i in range(5000) %}{% set ns.l = (ns.l,) %}{% endfor %}{{ {ns.l: 1} }}", ChatTemplateLimit.Recursion)]
    [InlineData("{% set ns = namespace(l=0) %}{% for i in range(5000) %}{% set ns.l = (ns.l,) %}{% endfor %}{{ {}[ns.l] }}", ChatTemplateLimit.Recursion)]
    [InlineData("{% set ns = namespace(l='a') %}{% for i in range(5000) %}{% set ns.l = ns.l|map('upper') %}{% endfor %}{{ ns.l|list }}", ChatTemplateLimit.Recursion)]
    [InlineData("{% set ns = namespace() %}{% set ns.ns = ns %}{{ ns }}", ChatTemplateLimit.Recursion)]
    public void Render_BeyondALimit_ErrorTellsWhich(string source, ChatTemplateLimit limit)
    {
        var error = Assert.Throws<ChatTemplateLimitException>(() => ChatTemplate.Parse(source).Render(new JsonObject()));

        Assert.Equal(limit, error.Limit);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("{1:", "}")]
    [InlineData("not ", "")]
    [InlineData("-", "")]
    [InlineData("1 if 1 else ", "")]
    [InlineData("x[", "]")]
    [InlineData("f(", ")")]
    [InlineData("x|f(", ")")]
    [InlineData("x is f(", ")")]
    public void Parse_NestedExpressions_AreBounded(string open, string close)
    {
        var count = 240_000 / (open.Length + close.Length);
        var source = "{{ " + Repeat(open, count) + "1" + Repeat(close, count) + " }}";

        var error = Assert.Throws<ChatTemplateLimitException>(() => ChatTemplate.Parse(source));

        Assert.Equal(ChatTemplateLimit.Nesting, error.Limit);
    }

    [Theory]
    [InlineData("{% if 1 %}")]
    [InlineData("{% for x in y %}")]
    [InlineData("{% macro m() %}")]
    [InlineData("{% set x %}")]
    [InlineData("{% generation %}")]
    public void Parse_NestedBlocks_AreBounded(string open)
    {
        var error = Assert.Throws<ChatTemplateLimitException>(() => ChatTemplate.Parse(Repeat(open, 240_000 / open.Length)));

        Assert.Equal(ChatTemplateLimit.Nesting, error.Limit);
    }

    [Theory] // chains nest to the left, so that the parser does not go down
    [InlineData(" + 1")]
    [InlineData(" or 0")]
    [InlineData("|string")]
    [InlineData(".x")]
    [InlineData("[0]")]
    [InlineData("()")]
    [InlineData(" if 1")]
    public void Render_LongChain_IsBounded(string link)
    {
        var template = ChatTemplate.Parse("{{ 0" + Repeat(link, 240_000 / link.Length) + " }}");

        var error = Assert.Throws<ChatTemplateLimitException>(() => template.Render(new JsonObject()));

        Assert.Equal(ChatTemplateLimit.Recursion, error.Limit);
    }

    [Fact]
    public void Render_LongConcatenation_IsNoChain()
    {
        var template = ChatTemplate.Parse("{{ 1" + Repeat(" ~ 1", 10_000) + " }}");

        Assert.Equal(10_001, template.Render(new JsonObject()).Length);
    }

    [Fact]
    public void Render_SmallStack_FailsAsALimit()
    {
        var template = ChatTemplate.Parse("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", new ChatTemplateOptions { MaxRecursion = 10_000 });
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(() => template.Render(new JsonObject())), maxStackSize: 256 * 1024);

        thread.Start();
        thread.Join();

        Assert.Equal(ChatTemplateLimit.Recursion, Assert.IsType<ChatTemplateLimitException>(error).Limit);
    }

    [Fact]
    public void Parse_OptionsOutOfRange_NamesAll()
    {
        var options = new ChatTemplateOptions { MaxNesting = 0, MaxSteps = -1 };

        var error = Assert.Throws<ArgumentException>(() => ChatTemplate.Parse("x", options));

        Assert.Contains(nameof(options.MaxNesting), error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(options.MaxSteps), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_LongTemplate_Fails()
    {
        var error = Assert.Throws<ChatTemplateLimitException>(() => ChatTemplate.Parse("12345", new ChatTemplateOptions { MaxTemplateLength = 4 }));

        Assert.Equal((ChatTemplateLimit.TemplateLength, 4L), (error.Limit, error.Maximum));
    }

    [Fact]
    public void Render_DeepVariable_Fails()
    {
        JsonNode value = 1;
        for (var i = 0; i < 101; i++)
        {
            value = new JsonArray(value);
        }

        var error = Assert.Throws<ChatTemplateLimitException>(() => ChatTemplate.Parse("x").Render(new JsonObject { ["x"] = value }));

        Assert.Equal(ChatTemplateLimit.Nesting, error.Limit);
    }

    [Theory] // each would take minutes if it counted as one step
    [InlineData("{% set a = 'a' * 5000000 %}{% set b = 'a' * 2000000 ~ 'b' ~ 'a' * 2000000 %}{{ b in a }}")]
    [InlineData("{% set a = 'a' * 5000000 %}{{ a.strip(a ~ 'b') }}{{ a.replace('a' * 1000 ~ 'b', '') }}{{ a.split('a' * 100000 ~ 'b' ~ 'a') }}")]
    [InlineData("{% set a = 'a' * 9000000 %}{% set b = 'a' * 9000000 %}{% for i in range(99999) %}{{ a == b }}{{ {a: 1}[b] }}{{ a.islower() }}{% endfor %}")]
    [InlineData("{% set n = 7 ** 4000 %}{% for i in range(99999) %}{% set s = n|string %}{% endfor %}")]
    public void Render_ExpensiveOperations_CountAsManySteps(string source)
    {
        var error = Assert.Throws<ChatTemplateLimitException>(() => ChatTemplate.Parse(source).Render(new JsonObject()));

        Assert.Equal(ChatTemplateLimit.Steps, error.Limit);
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
