namespace Bittensor.ChatTemplates.Syntax;

/// <summary>Parses statements of a template. <see cref="ExpressionParser"/> parses what is in them.</summary>
internal sealed class Parser
{
    private readonly ExpressionParser _expressions;
    private readonly TokenStream _tokens;
    private readonly List<ScopeNames> _scopes = [];
    private int _loops; // loops around the current place, within the innermost macro

    private Parser(TokenStream tokens)
    {
        _tokens = tokens;
        _expressions = new ExpressionParser(tokens);
    }

    /// <summary>Parses a template.</summary>
    /// <param name="source">The template.</param>
    /// <param name="options">Limits.</param>
    /// <exception cref="ChatTemplateParseException">The template is malformed.</exception>
    /// <exception cref="ChatTemplateLimitException">It is too long or nests too deeply.</exception>
    public static Body Parse(string source, ChatTemplateOptions options)
    {
        if (source.Length > options.MaxTemplateLength)
        {
            throw new ChatTemplateLimitException(ChatTemplateLimit.TemplateLength, options.MaxTemplateLength, 1, 1);
        }
        var parser = new Parser(new TokenStream(Lexer.Tokenize(source), options));
        var names = parser._expressions.Scope;
        parser._scopes.Add(names);
        var body = parser.ParseBody(names);
        parser._expressions.RequireKnown(0);
        parser._scopes.ForEach(scope => scope.Complete());
        return body;
    }

    /// <summary>Parses statements up to one of the end tags, whose name is then the current token.</summary>
    private Body ParseBody(ScopeNames? names, params string[] ends)
    {
        var position = _tokens.Current.Position;
        var statements = new List<Statement>();
        _tokens.Enter();
        while (_tokens.Current.Kind != TokenKind.End)
        {
            var token = _tokens.Take();
            if (token.Kind == TokenKind.Data)
            {
                statements.Add(new DataStatement(token.Position, token.Text));
            }
            else if (token.Kind == TokenKind.VariableBegin)
            {
                statements.Add(new OutputStatement(token.Position, _expressions.ParseTuple()));
                _tokens.Expect(TokenKind.VariableEnd);
            }
            else if (_tokens.Current.Kind == TokenKind.Name && Array.IndexOf(ends, _tokens.Current.Text) >= 0)
            {
                _tokens.Leave();
                return new Body(position, [.. statements], names);
            }
            else
            {
                statements.Add(ParseStatement());
                _tokens.Expect(TokenKind.BlockEnd);
            }
        }
        if (ends.Length > 0)
        {
            throw _tokens.Error($"Unexpected end of template, expected '{string.Join("' or '", ends)}'");
        }
        _tokens.Leave();
        return new Body(position, [.. statements], names);
    }

    /// <summary>Parses a body behind the end of its tag, and takes the name of the end tag.</summary>
    private Body ParseBlock(ScopeNames? names, params string[] ends)
    {
        _tokens.SkipOperator(":");
        _tokens.Expect(TokenKind.BlockEnd);
        return ParseBody(names, ends);
    }

    /// <summary>Parses a body with a scope of its own: filters and tests in it must exist, also where an if block around it would
    /// allow others.</summary>
    private Body ParseScopedBlock(ScopeNames names, params string[] ends)
    {
        var unknown = _expressions.UnknownCount;
        _expressions.Scope = names;
        var body = ParseBlock(names, ends);
        _expressions.Scope = names.Parent!;
        _expressions.RequireKnown(unknown);
        return body;
    }

    private ScopeNames BeginScope(params IEnumerable<string> parameters)
    {
        var names = new ScopeNames(_expressions.Scope);
        _scopes.Add(names);
        foreach (var parameter in parameters)
        {
            names.Read(parameter);
        }
        return names;
    }

    private Statement ParseStatement()
    {
        var tag = _tokens.Expect(TokenKind.Name);
        switch (tag.Text)
        {
            case "for":
                return ParseFor(tag);
            case "if":
                return ParseIf(tag);
            case "set":
                return ParseSet(tag);
            case "macro":
                return ParseMacro(tag);
            case "call":
                return ParseCall(tag);
            case "filter":
                return ParseFilter(tag);
            case "with":
                return ParseWith(tag);
            case "generation":
                return ParseGeneration(tag);
            case "print":
                return ParsePrint(tag);
            case "break" or "continue" when _loops == 0:
                throw _tokens.Error($"'{tag.Text}' outside loop", tag);
            case "break":
                return new JumpStatement(tag.Position, Outcome.Break);
            case "continue":
                return new JumpStatement(tag.Position, Outcome.Continue);
            default:
                throw _tokens.Error($"Unknown tag '{tag.Text}'", tag);
        }
    }

    private ForStatement ParseFor(Token tag)
    {
        var target = _expressions.ParseTarget(allowNamespace: false, end: "in");
        if (_expressions.Names(target).Contains("loop"))
        {
            throw _tokens.Error("Can't assign to special loop variable in for-loop", tag);
        }
        _tokens.ExpectName("in");
        var items = _expressions.ParseTuple(withConditional: false, end: "recursive");
        var unknown = _expressions.UnknownCount;
        _expressions.Scope = BeginScope(_expressions.Names(target));
        var filter = _tokens.SkipName("if") ? _expressions.ParseExpression() : null;
        _expressions.Scope = _expressions.Scope.Parent!;
        var isRecursive = _tokens.SkipName("recursive");
        _expressions.RequireKnown(unknown);
        _loops++;
        var body = ParseScopedBlock(BeginScope([.. _expressions.Names(target), "loop"]), "endfor", "else");
        _loops--;
        var otherwise = _tokens.Take().Text == "else" ? ParseScopedBlock(BeginScope(), "endfor") : null;
        if (otherwise != null)
        {
            _tokens.Take();
        }
        return new ForStatement(tag.Position, target, items)
        {
            Filter = filter,
            Rounds = body,
            Otherwise = otherwise,
            IsRecursive = isRecursive,
        };
    }

    private IfStatement ParseIf(Token tag)
    {
        var unknown = _expressions.UnknownCount;
        var branches = new List<(Expression, Body)>();
        Body? otherwise = null;
        do
        {
            var condition = _expressions.ParseTuple(withConditional: false);
            branches.Add((condition, ParseBranch("elif", "else", "endif")));
        }
        while (_tokens.SkipName("elif"));
        if (_tokens.Take().Text == "else")
        {
            otherwise = ParseBranch("endif");
            _tokens.Take();
        }
        _expressions.AllowUnknown(unknown); // they fail when they are reached
        return new IfStatement(tag.Position, branches, otherwise);
    }

    private Body ParseBranch(params string[] ends)
    {
        _expressions.Scope.Branches++;
        var body = ParseBlock(null, ends);
        _expressions.Scope.Branches--;
        return body;
    }

    private Statement ParseSet(Token tag)
    {
        var target = _expressions.ParseTarget(allowNamespace: true);
        if (_tokens.SkipOperator("="))
        {
            var value = _expressions.ParseTuple();
            NoteSet(target);
            return new SetStatement(tag.Position, target, value);
        }
        NoteSet(target);
        var unknown = _expressions.UnknownCount;
        var filter = (FilterExpression?)_expressions.ParseFilters(null);
        _expressions.RequireKnown(unknown);
        var body = ParseScopedBlock(BeginScope(), "endset");
        _tokens.Take();
        return new SetBlockStatement(tag.Position, target, filter, body);
    }

    private void NoteSet(Expression target)
    {
        foreach (var name in _expressions.Names(target))
        {
            _expressions.Scope.Set(name);
        }
    }

    private MacroStatement ParseMacro(Token tag)
    {
        var name = _tokens.Expect(TokenKind.Name);
        _expressions.CheckTarget(name);
        _expressions.Scope.Set(name.Text);
        var names = _expressions.BeginMacro();
        var scope = BeginScope();
        var parameters = ParseParameters(scope);
        return new MacroStatement(tag.Position, name.Text, ParseDefinition(parameters, scope, names, "endmacro"));
    }

    private CallStatement ParseCall(Token tag)
    {
        var names = _expressions.BeginMacro();
        var scope = BeginScope();
        var parameters = _tokens.Current.IsOperator("(") ? ParseParameters(scope) : [];
        _expressions.SuspendMacro(); // what is called stands outside of the block's body
        var call = _expressions.ParseExpression() as CallExpression ?? throw _tokens.Error("expected call", tag);
        _expressions.ResumeMacro(names);
        return new CallStatement(tag.Position, call, ParseDefinition(parameters, scope, names, "endcall"));
    }

    private MacroDefinition ParseDefinition(MacroParameter[] parameters, ScopeNames scope, HashSet<string> names, string end)
    {
        var loops = _loops;
        _loops = 0;
        var body = ParseScopedBlock(scope, end);
        _tokens.Take();
        _loops = loops;
        _expressions.EndMacro();
        bool Uses(string name) => names.Contains(name) && !Array.Exists(parameters, parameter => parameter.Name == name);
        var declaresCaller = Array.Exists(parameters, parameter => parameter.Name == "caller");
        return new MacroDefinition(parameters, body, Uses("kwargs"), Uses("varargs"), Uses("caller") || declaresCaller);
    }

    private MacroParameter[] ParseParameters(ScopeNames scope)
    {
        _expressions.Scope = scope;
        var parameters = new List<MacroParameter>();
        _tokens.ExpectOperator("(");
        while (!_tokens.Current.IsOperator(")"))
        {
            if (parameters.Count > 0)
            {
                _tokens.ExpectOperator(",");
            }
            var name = _tokens.Expect(TokenKind.Name);
            _expressions.CheckTarget(name);
            scope.Read(name.Text);
            var value = _tokens.SkipOperator("=") ? _expressions.ParseExpression() : null;
            if (value == null && parameters is [.., { Default: not null }])
            {
                throw _tokens.Error("non-default argument follows default argument", name);
            }
            if (parameters.Exists(parameter => parameter.Name == name.Text))
            {
                throw _tokens.Error($"duplicate argument '{name.Text}'", name);
            }
            parameters.Add(new MacroParameter(name.Text, value));
            _expressions.CheckCount(parameters.Count, name);
        }
        _tokens.ExpectOperator(")");
        _expressions.Scope = scope.Parent!;
        return [.. parameters];
    }

    private FilterStatement ParseFilter(Token tag)
    {
        var unknown = _expressions.UnknownCount;
        var filter = (FilterExpression)_expressions.ParseFilters(null, startsInline: true)!;
        _expressions.RequireKnown(unknown);
        var body = ParseScopedBlock(BeginScope(), "endfilter");
        _tokens.Take();
        return new FilterStatement(tag.Position, filter, body);
    }

    private WithStatement ParseWith(Token tag)
    {
        var values = new List<(Expression, Expression)>();
        while (_tokens.Current.Kind is not (TokenKind.BlockEnd or TokenKind.End))
        {
            if (values.Count > 0)
            {
                _tokens.ExpectOperator(",");
            }
            var target = _expressions.ParseTarget(allowNamespace: false);
            _tokens.ExpectOperator("=");
            values.Add((target, _expressions.ParseExpression()));
        }
        var targets = values.SelectMany(value => _expressions.Names(value.Item1));
        var body = ParseScopedBlock(BeginScope(targets), "endwith");
        _tokens.Take();
        return new WithStatement(tag.Position, values, body);
    }

    /// <summary>Parses the block that marks what the assistant said; it renders as its content. Jinja compiles it as the body of
    /// a call, so that loops around it cannot be left from within.</summary>
    private WithStatement ParseGeneration(Token tag)
    {
        var loops = _loops;
        _loops = 0;
        var body = ParseScopedBlock(BeginScope(), "endgeneration");
        _tokens.Take();
        _loops = loops;
        return new WithStatement(tag.Position, [], body);
    }

    private Body ParsePrint(Token tag)
    {
        var outputs = new List<Statement>();
        while (_tokens.Current.Kind is not (TokenKind.BlockEnd or TokenKind.End))
        {
            if (outputs.Count > 0)
            {
                _tokens.ExpectOperator(",");
            }
            outputs.Add(new OutputStatement(_tokens.Current.Position, _expressions.ParseExpression()));
        }
        return new Body(tag.Position, [.. outputs]);
    }
}
