using System.Runtime.CompilerServices;
using System.Text;
using Bittensor.ChatTemplates.Syntax;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Evaluation;

/// <summary>One rendering of a template: what it has used of each limit, where it is, and its output so far.</summary>
internal sealed class Rendering
{
    private const int CharactersPerStep = 16;
    private const int CharactersPerComparison = 256;
    private const int ComparisonsPerStep = 4096;
    private const int BitProductsPerStep = 65_536;
    private const int MaxBits = 14_284; // of 4300 digits

    private readonly Stack<StringBuilder> _outer = new();
    private StringBuilder _output = new();
    private SourcePosition _at = new(1, 1);
    private long _steps;
    private int _depth;

    public Rendering(ChatTemplateOptions options)
    {
        Options = options;
        Keys = new KeyComparer(this);
    }

    public ChatTemplateOptions Options { get; }

    /// <summary>Compares keys of dicts.</summary>
    public KeyComparer Keys { get; }

    /// <summary>Variables that the caller gave.</summary>
    public Dictionary<string, Value> Variables { get; } = [];

    /// <summary>Goes into a node of the syntax tree.</summary>
    /// <returns>Position to go back to with <see cref="Leave(SourcePosition)"/>.</returns>
    public SourcePosition Enter(SourcePosition position)
    {
        var outer = _at;
        _at = position;
        Enter();
        return outer;
    }

    /// <summary>Goes one level down in the template or in a value.</summary>
    public void Enter()
    {
        Charge(1);
        if (++_depth > Options.MaxRecursion || ((_depth & 7) == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
        {
            throw Exceeds(ChatTemplateLimit.Recursion, Options.MaxRecursion);
        }
    }

    /// <summary>Comes back from a node.</summary>
    public void Leave(SourcePosition outer)
    {
        _at = outer;
        _depth--;
    }

    /// <summary>Comes back one level.</summary>
    public void Leave() => _depth--;

    /// <summary>Counts steps.</summary>
    public void Charge(long steps)
    {
        if (steps > Options.MaxSteps - _steps)
        {
            throw Exceeds(ChatTemplateLimit.Steps, Options.MaxSteps);
        }
        _steps += steps;
    }

    /// <summary>Counts a text that is about to be made or searched.</summary>
    /// <param name="length">Its length in UTF-16 code units.</param>
    public void ChargeText(long length)
    {
        if (length > Options.MaxOutputLength)
        {
            throw Exceeds(ChatTemplateLimit.OutputLength, Options.MaxOutputLength);
        }
        Charge(1 + (length / CharactersPerStep));
    }

    /// <summary>Counts a search that may compare each place of a text with another text.</summary>
    /// <param name="length">Length of the text in UTF-16 code units.</param>
    /// <param name="partLength">Length of the text that is looked for.</param>
    public void ChargeSearch(long length, long partLength)
    {
        ChargeText(length);
        Charge(length * partLength / ComparisonsPerStep);
    }

    /// <summary>Counts a comparison of two texts.</summary>
    public void ChargeComparison(long length) => Charge(length / CharactersPerComparison);

    /// <summary>Counts a whole number that is about to be made or printed, which takes time with the square of its
    /// length.</summary>
    /// <param name="bits">An upper bound of its bits.</param>
    public void ChargeNumber(double bits)
    {
        if (bits > MaxBits)
        {
            throw Exceeds(ChatTemplateLimit.Digits, 4300);
        }
        Charge((long)(bits * bits / BitProductsPerStep));
    }

    /// <summary>Makes a text and counts it.</summary>
    public TextValue Text(string text)
    {
        ChargeText(text.Length);
        return new TextValue(text);
    }

    /// <summary>Writes to the output.</summary>
    public void Write(string text)
    {
        ChargeText(text.Length);
        if (_output.Length + (long)text.Length > Options.MaxOutputLength)
        {
            throw Exceeds(ChatTemplateLimit.OutputLength, Options.MaxOutputLength);
        }
        _output.Append(text);
    }

    /// <summary>Sends output to a buffer until <see cref="EndCapture"/>.</summary>
    public void BeginCapture()
    {
        _outer.Push(_output);
        _output = new StringBuilder();
    }

    /// <summary>Ends the innermost capture.</summary>
    /// <returns>What was written since it began.</returns>
    public TextValue EndCapture()
    {
        var text = _output.ToString();
        _output = _outer.Pop();
        return Text(text);
    }

    /// <summary>All that was written.</summary>
    public string Output() => _output.ToString();

    /// <summary>Makes the error for a failure at the current position.</summary>
    public ChatTemplateRenderException Fault(string message) => new(message, _at.Line, _at.Column);

    /// <summary>Makes the error for <c>raise_exception</c>.</summary>
    public ChatTemplateRenderException Refusal(string message) => new(message, _at.Line, _at.Column, message);

    /// <summary>Makes the error for a limit.</summary>
    public ChatTemplateLimitException Exceeds(ChatTemplateLimit limit, long maximum) => new(limit, maximum, _at.Line, _at.Column);
}
