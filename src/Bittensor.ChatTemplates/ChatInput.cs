using System.Text.Json.Nodes;

namespace Bittensor.ChatTemplates;

/// <summary>What <c>apply_chat_template</c> gives a template.</summary>
/// <param name="Messages">Messages, oldest first: an array of objects with <c>role</c>, <c>content</c> and whatever else the
/// template reads, such as <c>tool_calls</c>.</param>
public sealed record ChatInput(JsonArray Messages)
{
    /// <summary>Whether the prompt ends where the assistant's answer begins. True by default.</summary>
    public bool AddGenerationPrompt { get; init; } = true;

    /// <summary>Text of the token that begins a sequence; not defined for the template where null.</summary>
    public string? BosToken { get; init; }

    /// <summary>Text of the token that ends a sequence; not defined for the template where null.</summary>
    public string? EosToken { get; init; }

    /// <summary>Tools that the model may call, an array of JSON schemas; None for the template where null, as transformers has
    /// it.</summary>
    public JsonArray? Tools { get; init; }

    /// <summary>Documents for retrieval, an array of objects; None for the template where null.</summary>
    public JsonArray? Documents { get; init; }

    /// <summary>Further variables, such as <c>enable_thinking</c>; those above come first. None by default.</summary>
    public JsonObject? Extra { get; init; }

    internal IEnumerable<KeyValuePair<string, JsonNode?>> Variables()
    {
        foreach (var variable in Extra ?? [])
        {
            yield return variable;
        }
        if (BosToken != null)
        {
            yield return new("bos_token", BosToken);
        }
        if (EosToken != null)
        {
            yield return new("eos_token", EosToken);
        }
        yield return new("messages", Messages);
        yield return new("tools", Tools);
        yield return new("documents", Documents);
        yield return new("add_generation_prompt", AddGenerationPrompt);
    }
}
