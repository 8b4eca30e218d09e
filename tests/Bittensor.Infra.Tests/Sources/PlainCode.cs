using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bittensor.Infra.Tests.Sources;

/// <summary>Finds constructs that the style refuses or counts.</summary>
public static class PlainCode
{
    /// <summary>Most lines that an expression body may have.</summary>
    public const int BodyLines = 2;

    /// <summary>Finds every <c>?:</c>.</summary>
    public static IEnumerable<SyntaxNode> Conditionals(SyntaxNode root) => root.DescendantNodes().OfType<ConditionalExpressionSyntax>();

    /// <summary>Finds every <c>?:</c> inside another one.</summary>
    public static IEnumerable<SyntaxNode> NestedConditionals(SyntaxNode root) =>
        Conditionals(root).Where(node => node.Ancestors().OfType<ConditionalExpressionSyntax>().Any());

    /// <summary>Finds every <c>throw</c> that is a branch of <c>?:</c>.</summary>
    public static IEnumerable<SyntaxNode> ThrowsInConditionals(SyntaxNode root) =>
        root.DescendantNodes().OfType<ThrowExpressionSyntax>().Where(node => node.Parent is ConditionalExpressionSyntax);

    /// <summary>Finds the expression bodies of members with more lines than a number; lambdas are no members.</summary>
    /// <param name="root">Where to look.</param>
    /// <param name="lines">Lines that a body may have, counted from its first token after the arrow.</param>
    public static IEnumerable<SyntaxNode> LongBodies(SyntaxNode root, int lines = BodyLines) =>
        root.DescendantNodes().OfType<ArrowExpressionClauseSyntax>().Select(arrow => arrow.Expression).Where(body => LinesOf(body) > lines);

    /// <summary>Finds assignments of several targets from a tuple of as many values. An exchange, whose two sides name the same
    /// variables, is none: it is the plain way to swap.</summary>
    public static IEnumerable<SyntaxNode> TupleAssignments(SyntaxNode root) =>
        root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(IsTupleAssignment);

    private static bool IsTupleAssignment(AssignmentExpressionSyntax node)
    {
        if (node is not { Left: TupleExpressionSyntax left, Right: TupleExpressionSyntax right })
        {
            return false;
        }

        return !Names(left).SequenceEqual(Names(right));
    }

    private static IEnumerable<string> Names(TupleExpressionSyntax tuple) =>
        tuple.Arguments.Select(argument => argument.ToString()).Order(StringComparer.Ordinal);

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
