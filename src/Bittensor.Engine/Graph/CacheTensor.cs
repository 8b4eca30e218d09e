using Bittensor.Engine.ModelFolders;
using Bittensor.Tokenization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Bittensor.Engine.Graph;

/// <summary>One tensor of the key/value cache: the input that takes it, the output that gives it longer by a pass, its axes.</summary>
/// <param name="Input">Name of the input ("past_key_values.0.key").</param>
/// <param name="Output">Name of the output ("present.0.key").</param>
/// <param name="Type">Element type.</param>
/// <param name="Dimensions">Size of each axis; those of the batch and of the past are free.</param>
/// <param name="BatchAxis">Axis of the rows.</param>
/// <param name="PastAxis">Axis of the positions.</param>
/// <param name="RowSize">Entries of the batch axis that belong to one row: 1, or the heads where they are fused with it.</param>
internal sealed record CacheTensor(
    string Input, string Output, TensorElementType Type, int[] Dimensions, int BatchAxis, int PastAxis, int RowSize)
{
    /// <summary>Shape for so many rows and past positions.</summary>
    public long[] Shape(int rows, int past)
    {
        var shape = Array.ConvertAll(Dimensions, size => (long)size);
        shape[BatchAxis] = (long)rows * RowSize;
        shape[PastAxis] = past;
        return shape;
    }

    /// <summary>Finds the axes by the names of the dynamic ones, and the sizes of those that config.json must tell.</summary>
    /// <exception cref="ModelFolderException">An axis cannot be told, or the past has a fixed length.</exception>
    public static CacheTensor Describe(string input, string output, NodeMetadata metadata, ModelConfig config, string file)
    {
        var sizes = (int[])metadata.Dimensions.Clone();
        var names = Array.ConvertAll(metadata.SymbolicDimensions, name => (name ?? "").ToLowerInvariant());
        var free = Enumerable.Range(0, sizes.Length).Where(axis => sizes[axis] < 0).ToArray();
        var batch = FindBatch(free, names);
        var past = FindPast(free.Where(axis => axis != batch).ToArray(), names)
            ?? throw new ModelFolderException(
                file, $"input {input} has the shape [{Describe(sizes, names)}]", "one dynamic axis for the past positions");
        foreach (var axis in free.Where(axis => axis != batch && axis != past))
        {
            sizes[axis] = SizeFromConfig(axis, sizes.Length, config) ?? throw new ModelFolderException(
                file, $"input {input} has the shape [{Describe(sizes, names)}]", $"the size of axis {axis} there, or heads and widths in config.json");
        }

        var rowSize = 1;
        if (names[batch].Contains("head", StringComparison.Ordinal))
        {
            rowSize = config.KeyValueHeads ?? throw new ModelFolderException(
                file, $"input {input} has rows and heads on one axis", "num_attention_heads in config.json");
        }

        return new CacheTensor(input, output, metadata.ElementDataType, sizes, batch, past, rowSize);
    }

    private static int FindBatch(int[] free, string[] names)
    {
        var named = Array.FindIndex(names, name => name.Contains("batch", StringComparison.Ordinal));
        if (named >= 0)
        {
            return named;
        }

        // The batch comes first where names do not tell; a single free axis is the past's.
        if (free.Length > 1)
        {
            return free[0];
        }

        return 0;
    }

    private static int? FindPast(int[] free, string[] names)
    {
        foreach (var word in (ReadOnlySpan<string>)["past", "seq", "len", "total"])
        {
            var named = Array.Find(free, axis => names[axis].Contains(word, StringComparison.Ordinal));
            if (free.Contains(named) && names[named].Contains(word, StringComparison.Ordinal))
            {
                return named;
            }
        }

        if (free.Length == 1)
        {
            return free[0];
        }

        return null;
    }

    private static int? SizeFromConfig(int axis, int rank, ModelConfig config) =>
        axis == rank - 1 ? config.HeadSize : config.KeyValueHeads;

    private static string Describe(int[] sizes, string[] names) =>
        string.Join(", ", sizes.Select((size, axis) => DescribeAxis(size, names[axis])));

    private static string DescribeAxis(int size, string name)
    {
        if (size >= 0)
        {
            return $"{size}";
        }

        if (name.Length > 0)
        {
            return name;
        }

        return "?";
    }
}
