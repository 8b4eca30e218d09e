using Bittensor.Infra.Tests.Sources;
using Bittensor.Infra.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace Bittensor.Infra.Tests.Layout;

/// <summary>Rules of the style that a parser can check. What is left from before a rule is counted in baseline.txt.</summary>
public class PlainCodeTests
{
    public static TheoryData<string> Rules => [.. Baseline.Rules.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Findings_OfEachProject_AreNoMoreThanTheBaseline(string rule)
    {
        var allowed = Baseline.Read(Repository.Root);
        var grown = Baseline.Count(SourceTree.Files)
            .Where(count => count.Key.Rule == rule && count.Value > allowed.GetValueOrDefault(count.Key))
            .Select(count => $"{count.Key.Project}: {count.Value}, allowed {allowed.GetValueOrDefault(count.Key)}; {FilesOf(rule, count.Key.Project)}");
        Assert.Empty(grown);
    }

    [Theory] // the rules see what they are named after, and nothing else
    [InlineData("class A { int M(bool a) => a ? 1 : 2; }", 0, 0, 0, 0)]
    [InlineData("class A { int M(bool a, bool b) => a ? b ? 1 : 2 : 3; }", 1, 0, 0, 0)]
    [InlineData("class A { int M(bool a) => a ? 1 : throw new E(); }", 0, 1, 0, 0)]
    [InlineData("class A { int M(int? a) => a ?? throw new E(); }", 0, 0, 0, 0)]
    [InlineData("class A { int M() =>\n  B\n    .C(); }", 0, 0, 0, 0)]
    [InlineData("class A { int M() => B\n  .C()\n  .D(); }", 0, 0, 1, 0)]
    [InlineData("class A { void M() { F(x => {\n\n\n}); } }", 0, 0, 0, 0)]
    [InlineData("class A { A(int a, int b) { (_a, _b) = (a, b); } }", 0, 0, 0, 1)]
    [InlineData("class A { void M() { (a[0], a[1]) = (a[1], a[0]); } }", 0, 0, 0, 0)]
    [InlineData("class A { void M() { var (a, b) = F(); } }", 0, 0, 0, 0)]
    public void Rules_OfAText_FindWhatTheyRefuse(string text, int nested, int throws, int bodies, int tuples)
    {
        var root = CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);
        Assert.Equal(nested, PlainCode.NestedConditionals(root).Count());
        Assert.Equal(throws, PlainCode.ThrowsInConditionals(root).Count());
        Assert.Equal(bodies, PlainCode.LongBodies(root).Count());
        Assert.Equal(tuples, PlainCode.TupleAssignments(root).Count());
    }

    private static string FilesOf(string rule, string project)
    {
        var files = SourceTree.Files.Where(file => file.Project == project && Baseline.Rules[rule](file) > 0);
        return string.Join(", ", files.Select(file => file.Path));
    }
}
