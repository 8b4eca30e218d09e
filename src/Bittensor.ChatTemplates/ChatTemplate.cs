using System.Text.Json;
using System.Text.Json.Nodes;
using Bittensor.ChatTemplates.Evaluation;
using Bittensor.ChatTemplates.Library;
using Bittensor.ChatTemplates.Syntax;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates;

/// <summary>A chat template, as in <c>tokenizer_config.json</c> or <c>chat_template.jinja</c>: a program in Jinja's language that
/// writes a conversation as the text that a model was trained on. Renders what transformers' <c>apply_chat_template</c> renders;
/// README.md tells the subset. A template may be rendered by several threads at once.</summary>
public sealed class ChatTemplate
{
    private readonly Body _body;
    private readonly ChatTemplateOptions _options;

    private ChatTemplate(Body body, ChatTemplateOptions options)
    {
        _body = body;
        _options = options;
    }

    /// <summary>Parses a template.</summary>
    /// <param name="source">The template.</param>
    /// <param name="options">Limits and the clock; by default those of <see cref="ChatTemplateOptions"/>.</param>
    /// <returns>A template to render any number of times.</returns>
    /// <exception cref="ArgumentException">A limit is out of its range.</exception>
    /// <exception cref="ChatTemplateParseException">The template is malformed, or uses something outside the subset.</exception>
    /// <exception cref="ChatTemplateLimitException">The template is too long, or nests too deeply.</exception>
    public static ChatTemplate Parse(string source, ChatTemplateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options?.Check();
        options ??= ChatTemplateOptions.Default;
        return new ChatTemplate(Parser.Parse(source, options), options);
    }

    /// <summary>Renders the template for a conversation.</summary>
    /// <param name="input">The conversation and what else transformers gives a template.</param>
    /// <returns>The prompt.</returns>
    /// <exception cref="ChatTemplateRenderException">The template refuses the conversation, or cannot be rendered with
    /// it.</exception>
    /// <exception cref="ChatTemplateLimitException">Rendering takes more than the options allow.</exception>
    /// <exception cref="ArgumentException">A text holds half a surrogate pair.</exception>
    public string Render(ChatInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Render(input.Variables(), Json.Read, nameof(input));
    }

    /// <summary>Renders the template with variables.</summary>
    /// <param name="variables">An object; its members are the variables.</param>
    /// <inheritdoc cref="Render(ChatInput)"/>
    /// <exception cref="ArgumentException">The variables are no object, or a text holds half a surrogate pair.</exception>
    public string Render(JsonElement variables)
    {
        if (variables.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException($"Variables are {variables.ValueKind}; expected an object.", nameof(variables));
        }
        var members = variables.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value));
        return Render(members, Json.Read, nameof(variables));
    }

    /// <summary>Renders the template with variables.</summary>
    /// <param name="variables">An object; its members are the variables.</param>
    /// <inheritdoc cref="Render(ChatInput)"/>
    public string Render(JsonObject variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return Render(variables, Json.Read, nameof(variables));
    }

    private string Render<T>(IEnumerable<KeyValuePair<string, T>> variables, Func<Rendering, T, int, Value> read, string parameter)
    {
        var rendering = new Rendering(_options);
        try
        {
            foreach (var (name, value) in variables)
            {
                rendering.Variables[name] = read(rendering, value, 0);
            }
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException) // JSON can escape half a surrogate pair
        {
            throw new ArgumentException("A variable holds a text that is no Unicode.", parameter, exception);
        }
        var scope = new Scope(rendering);
        _body.Begin(scope);
        _body.Execute(scope);
        return rendering.Output();
    }
}
