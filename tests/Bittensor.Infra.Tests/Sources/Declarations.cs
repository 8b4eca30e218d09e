using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bittensor.Infra.Tests.Sources;

/// <summary>Finds what files declare.</summary>
public static class Declarations
{
    /// <summary>Lists the types at the top of namespaces. Generic ones carry their number of parameters, as in <c>Row`1</c>.</summary>
    public static IEnumerable<string> TopTypes(SourceFile file) => file.Root.DescendantNodes()
        .OfType<MemberDeclarationSyntax>().Where(node => node.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
        .Select(NameOf).OfType<string>();

    /// <summary>Lists the declared namespaces.</summary>
    public static IEnumerable<string> Namespaces(SourceFile file) =>
        file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(node => node.Name.ToString());

    /// <summary>Lists the declared namespaces that are not project and folders.</summary>
    public static IEnumerable<string> NamespacesBesideFolder(SourceFile file)
    {
        var expected = string.Join('.', file.Folders.Prepend(file.Project));
        return Namespaces(file).Where(name => name != expected);
    }

    /// <summary>Lists the ids of log events: first or <c>EventId</c> argument of <c>LoggerMessage</c>.</summary>
    public static IEnumerable<string> EventIds(SourceFile file) => file.Root.DescendantNodes()
        .OfType<AttributeSyntax>().Where(attribute => attribute.Name.ToString() == "LoggerMessage").Select(EventIdOf);

    private static string EventIdOf(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList!.Arguments;
        var named = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.ToString() == "EventId");
        return (named ?? arguments[0]).Expression.ToString();
    }

    private static string? NameOf(MemberDeclarationSyntax node) => node switch
    {
        TypeDeclarationSyntax type => type.Identifier.Text + Arity(type.TypeParameterList),
        EnumDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text + Arity(type.TypeParameterList),
        _ => null,
    };

    private static string Arity(TypeParameterListSyntax? parameters)
    {
        if (parameters is null)
        {
            return "";
        }

        return $"`{parameters.Parameters.Count}";
    }
}
