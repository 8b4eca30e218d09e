using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bittensor.ChatTemplates.Tests;

public class ChatTemplateTests
{
    private static readonly JsonArray Messages =
    [
        new JsonObject { ["role"] = "system", ["content"] = "Be brief." },
        new JsonObject { ["role"] = "user", ["content"] = "Grüße 😀" },
    ];

    [Fact]
    public void Render_ExampleOfReadme_GivesWhatItSays()
    {
        var template = ChatTemplate.Parse(
            "{% for m in messages %}<|{{ m.role }}|>{{ m.content | trim }}\n{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}");

        var messages = JsonNode.Parse("""[{"role": "user", "content": " Hello "}]""")!.AsArray();
        string prompt = template.Render(new ChatInput(messages) { BosToken = "<s>", EosToken = "</s>" });

        Assert.Equal("<|user|>Hello\n<|assistant|>", prompt);
    }

    [Fact]
    public void Render_ChatInput_GivesTransformersVariables()
    {
        var template = ChatTemplate.Parse(
            "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}{{ eos_token is defined }}{{ tools is none }}"
            + "{{ documents is none }}{{ add_generation_prompt }}{{ enable_thinking }}");

        var prompt = template.Render(new ChatInput(Messages) { BosToken = "<s>", Extra = new JsonObject { ["enable_thinking"] = false } });

        Assert.Equal("<s>[system]Be brief.[user]Grüße 😀FalseTrueTrueTrueFalse", prompt);
    }

    [Fact]
    public void Render_ExtraNamesAMember_MemberComesFirst()
    {
        var input = new ChatInput([]) { AddGenerationPrompt = false, Extra = new JsonObject { ["add_generation_prompt"] = "mine" } };

        Assert.Equal("False", ChatTemplate.Parse("{{ add_generation_prompt }}").Render(input));
    }

    [Fact]
    public void Render_ElementAndObject_AreEqual()
    {
        const string Json = """{"b": [1, 2.0, null, true, "x", {"k": -0.0}], "a": 123456789012345678901234567890}""";
        var template = ChatTemplate.Parse("{{ a }} {{ b }}");

        var fromElement = template.Render(JsonDocument.Parse(Json).RootElement);

        Assert.Equal("123456789012345678901234567890 [1, 2.0, None, True, 'x', {'k': -0.0}]", fromElement);
        Assert.Equal(fromElement, template.Render(JsonNode.Parse(Json)!.AsObject()));
    }

    [Fact]
    public void Render_SameTemplateTwice_KeepsNothing()
    {
        var template = ChatTemplate.Parse("{{ x is defined }}{% set x = 1 %}{{ x }}");

        Assert.Equal("False1", template.Render(new JsonObject()));
        Assert.Equal("False1", template.Render(new JsonObject()));
    }

    [Fact]
    public void Render_TemplateRefuses_ErrorTellsRefusal()
    {
        var template = ChatTemplate.Parse("first\n{% if messages %}\n  {{ raise_exception('No ' ~ messages[1].role) }}\n{% endif %}");

        var error = Assert.Throws<ChatTemplateRenderException>(() => template.Render(new ChatInput(Messages)));

        Assert.Equal(("No user", 3, 21), (error.Refusal, error.Line, error.Column));
    }

    [Theory]
    [InlineData("a\n{{ b.c.d }}", 2, 5)] // b is not there
    [InlineData("{{ 1 +\n  (2 / 0) }}", 2, 6)]
    [InlineData("{% for x in 5 %}{% endfor %}", 1, 4)]
    [InlineData("{{ 'x' | upper | join(y.z) }}", 1, 24)]
    public void Render_Fails_ErrorTellsPlace(string source, int line, int column)
    {
        var error = Assert.Throws<ChatTemplateRenderException>(() => ChatTemplate.Parse(source).Render(new JsonObject()));

        Assert.Null(error.Refusal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("a\r\n{{ b", 2, 5)]
    [InlineData("{% if x %}\n{% endfor %}", 2, 4)]
    [InlineData("{{ 'a' | nothing }}", 1, 10)]
    [InlineData("{% frobnicate %}", 1, 4)]
    [InlineData("\n\n  {# open", 3, 3)]
    [InlineData("{{ (1] }}", 1, 6)]
    public void Parse_Malformed_ErrorTellsPlace(string source, int line, int column)
    {
        var error = Assert.Throws<ChatTemplateParseException>(() => ChatTemplate.Parse(source));

        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void Render_VariablesAreNoObject_Throws() =>
        Assert.Throws<ArgumentException>("variables", () => ChatTemplate.Parse("x").Render(JsonDocument.Parse("[]").RootElement));

    [Theory]
    [InlineData("""{"x": "\ud83d"}""")]
    [InlineData("""{"x": {"\ud83d": 1}}""")]
    [InlineData("""{"\ud83d": 1}""")]
    public void Render_VariableIsHalfASurrogatePair_Throws(string json)
    {
        var template = ChatTemplate.Parse("{{ x }}");

        Assert.Throws<ArgumentException>("variables", () => template.Render(JsonDocument.Parse(json).RootElement));
        Assert.Throws<ArgumentException>("variables", () => template.Render(JsonNode.Parse(json)!.AsObject()));
    }

    [Fact]
    public async Task Render_OnManyThreads_GivesTheSame()
    {
        var template = ChatTemplate.Parse(ReferenceData.Template("qwen-3"), ReferenceData.Options);
        var expected = template.Render(new ChatInput(Messages));

        var prompts = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ =>
            Task.Run(() => template.Render(new ChatInput(JsonNode.Parse(Messages.ToJsonString())!.AsArray())), TestContext.Current.CancellationToken)));

        Assert.All(prompts, prompt => Assert.Equal(expected, prompt));
    }
}
