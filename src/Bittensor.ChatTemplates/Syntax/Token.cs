using System.Numerics;

namespace Bittensor.ChatTemplates.Syntax;

/// <summary>A place in a template: line and column, both from 1.</summary>
internal readonly record struct SourcePosition(int Line, int Column);

/// <summary>Kinds of <see cref="Token"/>.</summary>
internal enum TokenKind
{
    /// <summary>Text outside tags.</summary>
    Data,

    /// <summary><c>{{</c></summary>
    VariableBegin,

    /// <summary><c>}}</c></summary>
    VariableEnd,

    /// <summary><c>{%</c></summary>
    BlockBegin,

    /// <summary><c>%}</c></summary>
    BlockEnd,

    /// <summary>A name or keyword.</summary>
    Name,

    /// <summary>A quoted text, escapes resolved.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent.</summary>
    Float,

    /// <summary>Punctuation.</summary>
    Operator,

    /// <summary>The end of the template.</summary>
    End,
}

/// <summary>A piece of a template.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Text">Text of data, names, operators and quoted texts.</param>
/// <param name="Position">Where it begins.</param>
internal sealed record Token(TokenKind Kind, string Text, SourcePosition Position)
{
    /// <summary>Value of an integer.</summary>
    public BigInteger Integer { get; init; }

    /// <summary>Value of a float.</summary>
    public double Float { get; init; }

    /// <summary>Whether this is the operator.</summary>
    public bool IsOperator(string text) => Kind == TokenKind.Operator && Text == text;

    /// <summary>Whether this is the name.</summary>
    public bool IsName(string text) => Kind == TokenKind.Name && Text == text;

    /// <summary>Describes the token in error messages.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.End => "end of template",
        TokenKind.VariableEnd => "end of print statement",
        TokenKind.BlockEnd => "end of statement block",
        TokenKind.Data => "template data",
        _ => $"'{Text}'",
    };
}
