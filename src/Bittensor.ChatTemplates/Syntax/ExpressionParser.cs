using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Syntax;

/// <summary>Parses expressions, with the precedence of Jinja: from <c>if else</c> over <c>or</c>, <c>and</c>, <c>not</c>,
/// comparisons, <c>+ -</c>, <c>~</c>, <c>* / // %</c> and <c>**</c> to signs, calls, filters and tests.</summary>
internal sealed class ExpressionParser(TokenStream tokens)
{
    private const int MaxNames = 255;

    private readonly Stack<HashSet<string>> _macros = new();
    private readonly List<(string Fault, SourcePosition Position)> _unknown = [];

    /// <summary>Names of the scope that expressions are in.</summary>
    public ScopeNames Scope { get; set; } = new(null);

    /// <summary>Number of filters and tests so far that do not exist.</summary>
    public int UnknownCount => _unknown.Count;

    /// <summary>Fails if a filter or test after the first few does not exist.</summary>
    public void RequireKnown(int count)
    {
        if (_unknown.Count > count)
        {
            var (fault, position) = _unknown[count];
            throw new ChatTemplateParseException(fault, position.Line, position.Column);
        }
    }

    /// <summary>Forgets that filters and tests after the first few do not exist.</summary>
    public void AllowUnknown(int count) => _unknown.RemoveRange(count, _unknown.Count - count);

    /// <summary>Collects names that are read, until <see cref="EndMacro"/>.</summary>
    public HashSet<string> BeginMacro()
    {
        _macros.Push([]);
        return _macros.Peek();
    }

    /// <summary>Stops collecting names for a while.</summary>
    public void SuspendMacro() => _macros.Pop();

    /// <summary>Goes on collecting names.</summary>
    public void ResumeMacro(HashSet<string> names) => _macros.Push(names);

    /// <summary>Ends the collection of names; those of an inner macro count for the outer one.</summary>
    public void EndMacro()
    {
        var names = _macros.Pop();
        if (_macros.TryPeek(out var outer))
        {
            outer.UnionWith(names);
        }
    }

    /// <summary>Parses an expression, or several with commas as a tuple.</summary>
    /// <param name="withConditional">Whether <c>if else</c> may stand in it.</param>
    /// <param name="end">Name that ends it, or null.</param>
    /// <param name="inParentheses">Whether it may be empty.</param>
    public Expression ParseTuple(bool withConditional = true, string? end = null, bool inParentheses = false) =>
        ParseTupleOf(() => withConditional ? ParseExpression() : ParseOr(), end, inParentheses);

    /// <summary>Parses what a value is assigned to.</summary>
    /// <param name="allowNamespace">Whether attributes of namespaces are allowed.</param>
    /// <param name="end">Name that ends it, or null.</param>
    public Expression ParseTarget(bool allowNamespace, string? end = null)
    {
        var start = tokens.Current;
        var target = ParseTupleOf(() => ParsePrimary(isTarget: true, allowNamespace), end, inParentheses: false);
        if (!CanAssign(target))
        {
            throw tokens.Error("can't assign to this", start);
        }
        return target;
    }

    /// <summary>Fails if a name cannot be assigned to.</summary>
    public void CheckTarget(Token name)
    {
        if (name.Text is "true" or "false" or "none" or "True" or "False" or "None")
        {
            throw tokens.Error($"can't assign to '{name.Text}'", name);
        }
    }

    /// <summary>Fails if a call or macro has too many named arguments or parameters: to tell whether names repeat takes time with
    /// the square of their number.</summary>
    public void CheckCount(int count, Token at)
    {
        if (count > MaxNames)
        {
            throw tokens.Error($"more than {MaxNames} names", at);
        }
    }

    /// <summary>Names in a target.</summary>
    public IEnumerable<string> Names(Expression target) => target switch
    {
        NameExpression name => [name.Name],
        ItemsExpression items => items.Items.SelectMany(Names),
        _ => [],
    };

    /// <summary>Parses an expression.</summary>
    public Expression ParseExpression()
    {
        tokens.Enter();
        var unknown = UnknownCount;
        var position = tokens.Current.Position;
        var expression = ParseOr();
        while (tokens.SkipName("if"))
        {
            var condition = ParseOr();
            var otherwise = tokens.SkipName("else") ? ParseExpression() : null;
            expression = new ConditionalExpression(position, condition, expression, otherwise);
            AllowUnknown(unknown); // they fail when they are reached
        }
        tokens.Leave();
        return expression;
    }

    /// <summary>Parses filters after a value.</summary>
    /// <param name="operand">The value, or null for the text of a block.</param>
    /// <param name="startsInline">Whether the first one comes without a bar.</param>
    public Expression? ParseFilters(Expression? operand, bool startsInline = false)
    {
        while (startsInline || tokens.SkipOperator("|"))
        {
            startsInline = false;
            var position = tokens.Current.Position;
            var name = ParseDottedName();
            var arguments = tokens.Current.IsOperator("(") ? ParseArguments() : ArgumentList.Empty;
            var filter = new FilterExpression(position, operand, name, arguments);
            if (!filter.IsKnown)
            {
                _unknown.Add(($"No filter named '{name}'.", position));
            }
            operand = filter;
        }
        return operand;
    }

    private void Read(string name)
    {
        Scope.Read(name);
        if (_macros.TryPeek(out var names))
        {
            names.Add(name);
        }
    }

    private static bool CanAssign(Expression target) => target switch
    {
        NameExpression or NamespaceTarget => true,
        ItemsExpression { IsTuple: true } items => Array.TrueForAll(items.Items, CanAssign),
        _ => false,
    };

    private Expression ParseTupleOf(Func<Expression> parse, string? end, bool inParentheses)
    {
        var position = tokens.Current.Position;
        var items = new List<Expression>();
        var isTuple = false;
        while (true)
        {
            if (items.Count > 0)
            {
                tokens.ExpectOperator(",");
            }
            if (IsTupleEnd(end))
            {
                break;
            }
            items.Add(parse());
            if (!tokens.Current.IsOperator(","))
            {
                break;
            }
            isTuple = true;
        }
        if (!isTuple && items.Count > 0)
        {
            return items[0];
        }
        if (!isTuple && !inParentheses)
        {
            throw tokens.Error($"Expected an expression, found {tokens.Current.Describe()}");
        }
        return new ItemsExpression(position, [.. items], isTuple: true);
    }

    private bool IsTupleEnd(string? end)
    {
        var token = tokens.Current;
        return token.Kind is TokenKind.VariableEnd or TokenKind.BlockEnd || token.IsOperator(")") || (end != null && token.IsName(end));
    }

    private Expression ParseOr()
    {
        var left = ParseAnd();
        while (tokens.Current.IsName("or"))
        {
            var position = tokens.Take().Position;
            left = new LogicExpression(position, isAnd: false, left, ParseAnd());
        }
        return left;
    }

    private Expression ParseAnd()
    {
        var left = ParseNot();
        while (tokens.Current.IsName("and"))
        {
            var position = tokens.Take().Position;
            left = new LogicExpression(position, isAnd: true, left, ParseNot());
        }
        return left;
    }

    private Expression ParseNot()
    {
        if (!tokens.Current.IsName("not"))
        {
            return ParseCompare();
        }
        tokens.Enter();
        var position = tokens.Take().Position;
        var expression = new NotExpression(position, ParseNot());
        tokens.Leave();
        return expression;
    }

    private Expression ParseCompare()
    {
        var position = tokens.Current.Position;
        var first = ParseSum();
        var rest = new List<(string, Expression)>();
        while (TakeComparison() is { } symbol)
        {
            rest.Add((symbol, ParseSum()));
        }
        return rest.Count == 0 ? first : new CompareExpression(position, first, rest);
    }

    private string? TakeComparison()
    {
        var token = tokens.Current;
        if (token.Kind == TokenKind.Operator && token.Text is "==" or "!=" or "<" or "<=" or ">" or ">=")
        {
            return tokens.Take().Text;
        }
        if (tokens.SkipName("in"))
        {
            return "in";
        }
        if (!token.IsName("not") || !tokens.Next.IsName("in"))
        {
            return null;
        }
        tokens.Take();
        tokens.Take();
        return "not in";
    }

    private Expression ParseSum() => ParseBinary(ParseConcat, "+", "-");

    private Expression ParseConcat()
    {
        var position = tokens.Current.Position;
        var parts = new List<Expression> { ParseProduct() };
        while (tokens.SkipOperator("~"))
        {
            parts.Add(ParseProduct());
        }
        return parts.Count == 1 ? parts[0] : new ConcatExpression(position, [.. parts]);
    }

    private Expression ParseProduct() => ParseBinary(ParsePower, "*", "/", "//", "%");

    private Expression ParsePower() => ParseBinary(() => ParseUnary(withFilters: true), "**");

    private Expression ParseBinary(Func<Expression> parseSide, params string[] symbols)
    {
        var left = parseSide();
        while (tokens.Current.Kind == TokenKind.Operator && Array.IndexOf(symbols, tokens.Current.Text) >= 0)
        {
            var token = tokens.Take();
            left = new BinaryExpression(token.Position, token.Text, left, parseSide());
        }
        return left;
    }

    private Expression ParseUnary(bool withFilters)
    {
        var token = tokens.Current;
        Expression expression;
        if (token.IsOperator("-") || token.IsOperator("+"))
        {
            tokens.Enter();
            tokens.Take();
            expression = new SignExpression(token.Position, token.Text == "-", ParseUnary(withFilters: false));
            tokens.Leave();
        }
        else
        {
            expression = ParsePrimary(isTarget: false, allowNamespace: false);
        }
        expression = ParsePostfix(expression);
        return withFilters ? ParseFiltersAndTests(expression) : expression;
    }

    private Expression ParsePrimary(bool isTarget, bool allowNamespace)
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                return ParseName(isTarget, allowNamespace);
            case TokenKind.Text:
                return ParseText();
            case TokenKind.Integer:
                return Constant(tokens.Take());
            case TokenKind.Float:
                return new ConstantExpression(tokens.Take().Position, new FloatValue(token.Float));
            case TokenKind.Operator when token.Text == "(":
                return ParseParentheses();
            case TokenKind.Operator when token.Text == "[":
                return ParseList();
            case TokenKind.Operator when token.Text == "{":
                return ParseDict();
            default:
                throw tokens.Error($"Unexpected {token.Describe()}");
        }
    }

    private Expression ParseName(bool isTarget, bool allowNamespace)
    {
        var token = tokens.Take();
        Value? constant = token.Text switch
        {
            "true" or "True" => BooleanValue.True,
            "false" or "False" => BooleanValue.False,
            "none" or "None" => NoneValue.Instance,
            _ => null,
        };
        if (constant != null)
        {
            return new ConstantExpression(token.Position, constant);
        }
        if (allowNamespace && tokens.SkipOperator("."))
        {
            Scope.Read(token.Text);
            return new NamespaceTarget(token.Position, token.Text, tokens.Expect(TokenKind.Name).Text);
        }
        if (!isTarget)
        {
            Read(token.Text);
        }
        return new NameExpression(token.Position, token.Text);
    }

    private static ConstantExpression Constant(Token integer) => new(integer.Position, new IntegerValue(integer.Integer));

    private ConstantExpression ParseText()
    {
        var token = tokens.Take();
        var parts = new List<string> { token.Text };
        while (tokens.Current.Kind == TokenKind.Text)
        {
            parts.Add(tokens.Take().Text);
        }
        return new ConstantExpression(token.Position, new TextValue(string.Concat(parts)));
    }

    private Expression ParseParentheses()
    {
        tokens.Enter();
        tokens.Take();
        var expression = ParseTuple(inParentheses: true);
        tokens.ExpectOperator(")");
        tokens.Leave();
        return expression;
    }

    private ItemsExpression ParseList()
    {
        tokens.Enter();
        var position = tokens.Take().Position;
        var items = new List<Expression>();
        while (!tokens.Current.IsOperator("]"))
        {
            if (items.Count > 0)
            {
                tokens.ExpectOperator(",");
                if (tokens.Current.IsOperator("]"))
                {
                    break;
                }
            }
            items.Add(ParseExpression());
        }
        tokens.ExpectOperator("]");
        tokens.Leave();
        return new ItemsExpression(position, [.. items], isTuple: false);
    }

    private DictExpression ParseDict()
    {
        tokens.Enter();
        var position = tokens.Take().Position;
        var entries = new List<(Expression, Expression)>();
        while (!tokens.Current.IsOperator("}"))
        {
            if (entries.Count > 0)
            {
                tokens.ExpectOperator(",");
                if (tokens.Current.IsOperator("}"))
                {
                    break;
                }
            }
            var key = ParseExpression();
            tokens.ExpectOperator(":");
            entries.Add((key, ParseExpression()));
        }
        tokens.ExpectOperator("}");
        tokens.Leave();
        return new DictExpression(position, entries);
    }

    private Expression ParsePostfix(Expression expression)
    {
        while (tokens.Current.Kind == TokenKind.Operator)
        {
            switch (tokens.Current.Text)
            {
                case ".":
                    expression = ParseAttribute(expression);
                    break;
                case "[":
                    expression = ParseSubscript(expression);
                    break;
                case "(":
                    var position = tokens.Current.Position;
                    expression = new CallExpression(position, expression, ParseArguments());
                    break;
                default:
                    return expression;
            }
        }
        return expression;
    }

    private Expression ParseFiltersAndTests(Expression expression)
    {
        while (true)
        {
            if (tokens.Current.IsOperator("|"))
            {
                expression = ParseFilters(expression)!;
            }
            else if (tokens.Current.IsName("is"))
            {
                expression = ParseTest(expression);
            }
            else if (tokens.Current.IsOperator("("))
            {
                var position = tokens.Current.Position;
                expression = new CallExpression(position, expression, ParseArguments());
            }
            else
            {
                return expression;
            }
        }
    }

    private Expression ParseAttribute(Expression operand)
    {
        var position = tokens.Take().Position;
        var token = tokens.Take();
        return token.Kind switch
        {
            TokenKind.Name => new AttributeExpression(position, operand, token.Text),
            TokenKind.Integer => new ItemExpression(position, operand, Constant(token)),
            _ => throw tokens.Error("expected name or number", token),
        };
    }

    private Expression ParseSubscript(Expression operand)
    {
        tokens.Enter();
        var position = tokens.Take().Position;
        var keys = new List<Expression>();
        Expression? result = null;
        while (!tokens.Current.IsOperator("]"))
        {
            if (keys.Count > 0)
            {
                tokens.ExpectOperator(",");
            }
            var start = tokens.Current.IsOperator(":") ? null : ParseExpression();
            if (!tokens.Current.IsOperator(":"))
            {
                keys.Add(start!);
                continue;
            }
            if (keys.Count > 0)
            {
                throw tokens.Error("Slices in tuples are not supported");
            }
            result = new SliceExpression(position, operand, ParseSlice(start));
            break;
        }
        tokens.ExpectOperator("]");
        tokens.Leave();
        if (result != null)
        {
            return result;
        }
        var key = keys.Count == 1 ? keys[0] : new ItemsExpression(position, [.. keys], isTuple: true);
        return new ItemExpression(position, operand, key);
    }

    private Expression?[] ParseSlice(Expression? start)
    {
        tokens.Take();
        var stop = IsBoundMissing() ? null : ParseExpression();
        var step = tokens.SkipOperator(":") && !IsBoundMissing() ? ParseExpression() : null;
        return [start, stop, step];
    }

    private bool IsBoundMissing() => tokens.Current.IsOperator(":") || tokens.Current.IsOperator("]") || tokens.Current.IsOperator(",");

    private Expression ParseTest(Expression operand)
    {
        var position = tokens.Take().Position;
        var isNegated = tokens.SkipName("not");
        var name = ParseDottedName();
        var test = new TestExpression(position, operand, name, ParseTestArguments());
        if (!test.IsKnown)
        {
            _unknown.Add(($"No test named '{name}'.", position));
        }
        return isNegated ? new NotExpression(position, test) : test;
    }

    private ArgumentList ParseTestArguments()
    {
        var token = tokens.Current;
        if (token.IsOperator("("))
        {
            return ParseArguments();
        }
        var isArgument = token.Kind is TokenKind.Name or TokenKind.Text or TokenKind.Integer or TokenKind.Float
            || token.IsOperator("[") || token.IsOperator("{");
        if (!isArgument || token.IsName("else") || token.IsName("or") || token.IsName("and"))
        {
            return ArgumentList.Empty;
        }
        if (token.IsName("is"))
        {
            throw tokens.Error("You cannot chain multiple tests with is");
        }
        var argument = ParsePostfix(ParsePrimary(isTarget: false, allowNamespace: false));
        return new ArgumentList([argument], [], null, null);
    }

    private string ParseDottedName()
    {
        var parts = new List<string> { tokens.Expect(TokenKind.Name).Text };
        while (tokens.SkipOperator("."))
        {
            parts.Add(tokens.Expect(TokenKind.Name).Text);
        }
        return string.Join('.', parts);
    }

    private ArgumentList ParseArguments()
    {
        tokens.Enter();
        var start = tokens.ExpectOperator("(");
        var positional = new List<Expression>();
        var named = new List<KeyValuePair<string, Expression>>();
        Expression? morePositional = null, moreNamed = null;
        var isFirst = true;
        while (!tokens.Current.IsOperator(")"))
        {
            if (!isFirst)
            {
                tokens.ExpectOperator(",");
                if (tokens.Current.IsOperator(")"))
                {
                    break;
                }
            }
            isFirst = false;
            if (tokens.Current.IsOperator("*") && morePositional == null && moreNamed == null)
            {
                tokens.Take();
                morePositional = ParseExpression();
            }
            else if (tokens.Current.IsOperator("**") && moreNamed == null)
            {
                tokens.Take();
                moreNamed = ParseExpression();
            }
            else if (tokens.Current.Kind == TokenKind.Name && tokens.Next.IsOperator("=") && moreNamed == null)
            {
                CheckCount(named.Count + 1, tokens.Current);
                named.Add(ParseNamed(named));
            }
            else if (named.Count == 0 && morePositional == null && moreNamed == null)
            {
                positional.Add(ParseExpression());
            }
            else
            {
                throw tokens.Error("invalid syntax for function call expression", start);
            }
        }
        tokens.ExpectOperator(")");
        tokens.Leave();
        return new ArgumentList([.. positional], named, morePositional, moreNamed);
    }

    private KeyValuePair<string, Expression> ParseNamed(List<KeyValuePair<string, Expression>> others)
    {
        var name = tokens.Take();
        tokens.Take();
        if (others.Exists(other => other.Key == name.Text))
        {
            throw tokens.Error($"keyword argument repeated: {name.Text}", name);
        }
        return KeyValuePair.Create(name.Text, ParseExpression());
    }
}
