namespace Bittensor.ChatTemplates;

/// <summary>A chat template could not be parsed or rendered. The three classes that derive from it are all there are.</summary>
public abstract class ChatTemplateException : Exception
{
    private protected ChatTemplateException(string message, int line, int column) : base($"{message} (line {line}, column {column})")
    {
        Line = line;
        Column = column;
        Fault = message;
    }

    /// <summary>Line of the template, from 1.</summary>
    public int Line { get; }

    /// <summary>Column in that line, in UTF-16 code units from 1.</summary>
    public int Column { get; }

    /// <summary>The message without the position.</summary>
    public string Fault { get; }
}

/// <summary>The text is not a template of the supported language.</summary>
public sealed class ChatTemplateParseException : ChatTemplateException
{
    internal ChatTemplateParseException(string message, int line, int column) : base(message, line, column)
    {
    }
}

/// <summary>A template asked for something that its variables do not allow, or refused them by itself.</summary>
public sealed class ChatTemplateRenderException : ChatTemplateException
{
    internal ChatTemplateRenderException(string message, int line, int column, string? refusal = null) : base(message, line, column)
    {
        Refusal = refusal;
    }

    /// <summary>What the template gave to <c>raise_exception</c>, such as "Conversation roles must alternate"; null for any other
    /// failure. A refusal is the caller's fault, any other failure most often the template's.</summary>
    public string? Refusal { get; }
}

/// <summary>A template is larger or wants more than <see cref="ChatTemplateOptions"/> allows.</summary>
public sealed class ChatTemplateLimitException : ChatTemplateException
{
    internal ChatTemplateLimitException(ChatTemplateLimit limit, long maximum, int line, int column)
        : base($"The template exceeds {limit}, at most {maximum}", line, column)
    {
        Limit = limit;
        Maximum = maximum;
    }

    /// <summary>Which limit was met.</summary>
    public ChatTemplateLimit Limit { get; }

    /// <summary>How much it allows.</summary>
    public long Maximum { get; }
}

/// <summary>Limits that <see cref="ChatTemplateLimitException"/> tells apart.</summary>
public enum ChatTemplateLimit
{
    /// <summary><see cref="ChatTemplateOptions.MaxTemplateLength"/>.</summary>
    TemplateLength,

    /// <summary><see cref="ChatTemplateOptions.MaxNesting"/>.</summary>
    Nesting,

    /// <summary><see cref="ChatTemplateOptions.MaxRecursion"/>, or the thread's stack ends before it.</summary>
    Recursion,

    /// <summary><see cref="ChatTemplateOptions.MaxSteps"/>.</summary>
    Steps,

    /// <summary><see cref="ChatTemplateOptions.MaxOutputLength"/>.</summary>
    OutputLength,

    /// <summary><see cref="ChatTemplateOptions.MaxRangeLength"/>.</summary>
    RangeLength,

    /// <summary>Digits of a whole number: 4300, as many as Python prints.</summary>
    Digits,
}
