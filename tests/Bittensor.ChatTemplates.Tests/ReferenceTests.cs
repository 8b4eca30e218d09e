using System.Text.Json.Nodes;

namespace Bittensor.ChatTemplates.Tests;

/// <summary>Compares with Jinja2, by what Reference/make_expected.py wrote down, and live where python3-jinja2 is installed.</summary>
public class ReferenceTests
{
    public static TheoryData<string> Templates => new(ReferenceData.TemplateNames);

    [Theory]
    [MemberData(nameof(Templates))]
    public void Render_TemplateWithEveryConversation_MatchesJinja2(string name)
    {
        var template = ReferenceData.Template(name);
        var expected = ReferenceData.ExpectedTemplates[name]!.AsObject();

        Assert.Equal(ReferenceData.Conversations.Count, expected.Count);
        Assert.All(expected, outcome => AssertOutcome(template, ReferenceData.Conversations[outcome.Key]!.AsObject(), outcome.Value!));
    }

    [Fact]
    public void Render_Snippets_MatchJinja2()
    {
        var snippets = ReferenceData.ExpectedSnippets.Where(snippet => !ReferenceData.KnownDifferences.ContainsKey(snippet.Key)).ToList();

        Assert.True(snippets.Count > 5000, $"{snippets.Count} snippets");
        Assert.All(snippets, snippet => AssertOutcome(ReferenceData.Source(snippet.Key), ReferenceData.Variables, snippet.Value!));
    }

    [Fact]
    public void Render_KnownDifferences_StillDiffer() => Assert.All(ReferenceData.KnownDifferences, difference =>
    {
        var outcome = ReferenceData.Outcome(ReferenceData.Source(difference.Key), ReferenceData.Variables);
        Assert.False(JsonNode.DeepEquals(ReferenceData.ExpectedSnippets[difference.Key], outcome), difference.Key);
    });

    [Fact]
    public async Task Expectations_RenderedAgain_AreThoseOfJinja2()
    {
        var outcomes = await ReferenceData.RunReferenceAsync("--print");

        Assert.SkipWhen(outcomes == null, "python3-jinja2 is not installed");
        Assert.True(JsonNode.DeepEquals(ReferenceData.ExpectedTemplates, outcomes!["templates"]), "templates.expected.json is out of date");
        Assert.True(JsonNode.DeepEquals(ReferenceData.ExpectedSnippets, outcomes["snippets"]), "snippets.expected.json is out of date");
    }

    [Fact]
    public async Task Render_RandomTemplates_MatchJinja2()
    {
        var random = new Random(20240706);
        var templates = Enumerable.Range(0, 500).Select(_ => RandomTemplates.Next(random)).ToList();
        var cases = new JsonArray([.. templates.Select(template => new JsonArray(template, ReferenceData.Variables.DeepClone()))]);

        var outcomes = await ReferenceData.RunReferenceAsync("--stdin", cases.ToJsonString());

        Assert.SkipWhen(outcomes == null, "python3-jinja2 is not installed");
        Assert.All(templates.Zip(outcomes!.AsArray()), pair => AssertOutcome(pair.First, ReferenceData.Variables, pair.Second!));
    }

    private static void AssertOutcome(string template, JsonObject variables, JsonNode expected)
    {
        var outcome = ReferenceData.Outcome(template, variables);
        if (!JsonNode.DeepEquals(expected, outcome))
        {
            Assert.Fail($"{template}\nexpected {expected.ToJsonString()}\n   found {outcome.ToJsonString()}");
        }
    }
}
