namespace Bittensor.ChatTemplates.Tests;

/// <summary>Writes random templates over the variables of Reference/variables.json. What is known to differ from Jinja2 is left out: sets,
/// streams as texts, and what Jinja2 finds while it folds constants.</summary>
internal static class RandomTemplates
{
    private static readonly string[]
        Names = ["s", "odd", "empty", "i", "n", "f", "t", "no", "nil", "l", "w", "el", "d", "nd", "ed", "us", "html", "undef"],
        Binaries = ["+", "-", "*", "/", "//", "%", "~", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"],
        Filters =
        [
            "abs", "batch(2)|list", "capitalize", "count", "default('x')", "default(1, true)", "dictsort", "escape|string", "first", "float",
            "indent", "int", "join", "join('-')", "last", "length", "list", "lower", "map('string')|list", "map(attribute='name')|list", "max",
            "min", "reject('odd')|list", "replace('a', 'b')", "reverse|list", "round", "round(1)", "select('string')|list",
            "selectattr('age', 'gt', 26)|list", "slice(2)|list", "sort", "sort(attribute='name')", "string", "sum", "title", "tojson",
            "tojson(indent=2)", "trim", "truncate(5)", "unique|list", "upper", "wordcount",
        ],
        Tests = ["boolean", "defined", "none", "string", "number", "integer", "float", "mapping", "sequence", "iterable", "odd", "divisibleby 3", "in l"],
        Methods =
        [
            "upper()", "strip()", "strip('Hd')", "split()", "split('l')", "split('l', 1)[-1]", "rsplit('l', 1)", "startswith('H')", "find('l')",
            "replace('l', 'L')", "title()", "count('l')", "get('a')", "get('b', 5)", "x", "name", "a", "partition(',')", "splitlines()",
        ],
        Slices = ["[0]", "[-1]", "[1:]", "[::-1]", "[:-1]", "['a']", "['name']", "[:2]", "[2:0:-1]"];

    /// <summary>Writes a template.</summary>
    public static string Next(Random random) => Statement(random, random.Next(3));

    private static string Statement(Random random, int depth)
    {
        var expression = Expression(random, random.Next(1, 4));
        if (depth == 0)
        {
            return $"{{{{ {expression} }}}}";
        }
        var inner = Statement(random, depth - 1);
        var other = Statement(random, depth - 1);
        return random.Next(6) switch
        {
            0 => $"{{% if {expression} %}}{inner}{{% else %}}{other}{{% endif %}}",
            1 => $"{{% for i in {expression} %}}{{{{ loop.index }}}}{{{{ loop.last }}}}{inner}{{% else %}}{other}{{% endfor %}}",
            2 => $"{{% for x in {expression} if x %}}{{% if loop.first %}}{{% continue %}}{{% endif %}}{inner}{{% endfor %}}",
            3 => $"{{% set {Pick(random, ["s", "x", "l"])} = {expression} %}}{inner}{{% set i %}}{other}{{% endset %}}{{{{ i }}}}",
            4 => $"{{% macro m(s, i={Pick(random, Names)}) %}}{inner}{{% endmacro %}}{{{{ m({expression}) }}}}{other}",
            _ => $"  {inner}\n  {{%- if {expression} -%}}\n {other} {{%+ endif +%}}\n",
        };
    }

    private static string Expression(Random random, int depth)
    {
        if (depth <= 0)
        {
            return Pick(random, Names);
        }
        var inner = Expression(random, depth - 1);
        return random.Next(8) switch
        {
            0 or 1 => $"({inner} {Pick(random, Binaries)} {Expression(random, depth - 2)})",
            2 or 3 => $"({inner})|{Pick(random, Filters)}",
            4 => $"({inner} is {Pick(random, Tests)})",
            5 => $"({inner}).{Pick(random, Methods)}",
            6 => $"({inner}){Pick(random, Slices)}",
            _ => $"({inner} if {Expression(random, depth - 2)} else {Expression(random, depth - 2)})",
        };
    }

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
