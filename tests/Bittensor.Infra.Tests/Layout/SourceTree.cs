using Bittensor.Infra.Tests.Sources;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Layout;

/// <summary>The product's source files, parsed once for all tests.</summary>
internal static class SourceTree
{
    public static IReadOnlyList<SourceFile> Files { get; } = SourceFile.ReadAll(Repository.Root);
}
