namespace Bittensor.ChatTemplates.Syntax;

/// <summary>Tokens of a template, the current one in sight, and the depth of the parser.</summary>
internal sealed class TokenStream(List<Token> tokens, ChatTemplateOptions options)
{
    private int _at;
    private int _depth;

    /// <summary>The current token.</summary>
    public Token Current => tokens[_at];

    /// <summary>The token after the current one.</summary>
    public Token Next => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    /// <summary>Goes one level down.</summary>
    public void Enter()
    {
        if (++_depth > options.MaxNesting || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ChatTemplateLimitException(ChatTemplateLimit.Nesting, options.MaxNesting, Current.Position.Line, Current.Position.Column);
        }
    }

    /// <summary>Comes back one level.</summary>
    public void Leave() => _depth--;

    /// <summary>Takes the current token.</summary>
    public Token Take()
    {
        var token = Current;
        if (token.Kind != TokenKind.End)
        {
            _at++;
        }
        return token;
    }

    /// <summary>Takes the current token, which must be of a kind.</summary>
    public Token Expect(TokenKind kind)
    {
        if (Current.Kind != kind)
        {
            throw Unexpected(new Token(kind, "a name", default).Describe());
        }
        return Take();
    }

    /// <summary>Takes the current token, which must be this operator.</summary>
    public Token ExpectOperator(string text)
    {
        if (!Current.IsOperator(text))
        {
            throw Unexpected($"'{text}'");
        }
        return Take();
    }

    /// <summary>Takes the current token, which must be this name.</summary>
    public Token ExpectName(string text)
    {
        if (!Current.IsName(text))
        {
            throw Unexpected($"'{text}'");
        }
        return Take();
    }

    /// <summary>Takes the current token if it is this operator.</summary>
    public bool SkipOperator(string text)
    {
        var found = Current.IsOperator(text);
        _at += found ? 1 : 0;
        return found;
    }

    /// <summary>Takes the current token if it is this name.</summary>
    public bool SkipName(string text)
    {
        var found = Current.IsName(text);
        _at += found ? 1 : 0;
        return found;
    }

    /// <summary>Makes the error for a token, by default the current one.</summary>
    public ChatTemplateParseException Error(string message, Token? token = null)
    {
        var position = (token ?? Current).Position;
        return new ChatTemplateParseException(message, position.Line, position.Column);
    }

    private ChatTemplateParseException Unexpected(string expected) => Error($"Expected {expected}, found {Current.Describe()}");
}
