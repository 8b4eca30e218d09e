using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Bittensor.ChatTemplates;

namespace Bittensor.Benchmarks;

/// <summary>A prompt from a conversation, as each request of a chat makes one, and the parse before the first.</summary>
[MemoryDiagnoser]
public class RenderChatTemplates
{
    private string _source = "";
    private ChatTemplate _template = null!;
    private ChatInput _input = null!;

    /// <summary>A template of the tests: the plainest, one with tools, and one with tools, reasoning and macros.</summary>
    [Params("chatml", "llama-3.1", "qwen-3")]
    public string Template { get; set; } = "";

    /// <summary>Messages, of 400 characters each.</summary>
    [Params(2, 20)]
    public int Messages { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Templates", Template + ".jinja"));
        _template = ChatTemplate.Parse(_source);
        var content = string.Concat(Enumerable.Repeat("Twenty characters ok", 20));
        var messages = Enumerable.Range(0, Messages).Select(i => new JsonObject
        {
            ["role"] = i % 2 == 0 ? "user" : "assistant",
            ["content"] = content,
        });
        _input = new ChatInput([.. messages]) { BosToken = "<s>", EosToken = "</s>" };
    }

    [Benchmark]
    public ChatTemplate Parse() => ChatTemplate.Parse(_source);

    [Benchmark]
    public string Render() => _template.Render(_input);
}
