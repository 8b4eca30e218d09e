using Bittensor.Engine.ModelFolders;
using Bittensor.Tokenization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Bittensor.Engine.Graph;

/// <summary>What a graph takes and gives, told by names.</summary>
internal sealed class GraphSignature
{
    private static readonly Dictionary<string, InputRole> Roles = new(StringComparer.Ordinal)
    {
        ["input_ids"] = InputRole.Tokens,
        ["attention_mask"] = InputRole.Mask,
        ["position_ids"] = InputRole.Positions,
        ["token_type_ids"] = InputRole.TokenTypes,
        ["cache_position"] = InputRole.CachePositions,
        ["use_cache_branch"] = InputRole.UseCache,
        ["num_logits_to_keep"] = InputRole.LogitsToKeep,
    };

    private static readonly string[] HiddenNames = ["last_hidden_state", "hidden_states"];
    private static readonly TensorElementType[] IntegerTypes = [TensorElementType.Int64, TensorElementType.Int32];
    private static readonly TensorElementType[] RealTypes = [TensorElementType.Float, TensorElementType.Float16];

    private GraphSignature(InferenceSession session, string file, ModelConfig config)
    {
        File = file;
        Cache = CacheTensors(session, config);
        Inputs = [.. session.InputMetadata.Select(input => Describe(input.Key, input.Value))];
        FixedBatch = CheckTokens(session.InputMetadata);
        LogitsType = RealOutput(session, "logits")
            ?? throw Fault(
                $"outputs are {string.Join(", ", session.OutputMetadata.Keys)}", "logits, as a model exported for text generation has");
        HiddenOutput = Array.Find(HiddenNames, session.OutputMetadata.ContainsKey);
        if (HiddenOutput is not null)
        {
            HiddenType = RealOutput(session, HiddenOutput);
        }
    }

    /// <summary>Path of the graph.</summary>
    public string File { get; }

    /// <summary>Inputs, in the graph's order; those of the cache too.</summary>
    public IReadOnlyList<GraphInput> Inputs { get; }

    /// <summary>Tensors of the cache, in the order in which the graph takes them; empty without a cache.</summary>
    public IReadOnlyList<CacheTensor> Cache { get; }

    /// <summary>The batch size that the graph was exported with, if it cannot take others: 1.</summary>
    public int? FixedBatch { get; }

    /// <summary>Element type of the logits.</summary>
    public TensorElementType LogitsType { get; }

    /// <summary>Name of the output of last hidden states; null where there is none.</summary>
    public string? HiddenOutput { get; }

    /// <summary>Element type of the hidden states.</summary>
    public TensorElementType? HiddenType { get; }

    /// <summary>Reads a session's inputs and outputs.</summary>
    /// <exception cref="ModelFolderException">Something cannot be served; the message says what.</exception>
    public static GraphSignature Read(InferenceSession session, string file, ModelConfig config) => new(session, file, config);

    private ModelFolderException Fault(string found, string expected) => new(File, found, expected);

    private GraphInput Describe(string name, NodeMetadata metadata)
    {
        if (Suffix(name, "past") is not null)
        {
            return new GraphInput(name, InputRole.Past, metadata.ElementDataType);
        }

        if (!Roles.TryGetValue(name, out var role))
        {
            throw Fault(
                $"needs the input {name}",
                $"a decoder-only text model, whose inputs are {string.Join(", ", Roles.Keys)} and past_key_values.N.key/value");
        }

        var types = IntegerTypes;
        if (role == InputRole.UseCache)
        {
            types = [TensorElementType.Bool];
        }

        if (!types.Contains(metadata.ElementDataType))
        {
            throw Fault($"input {name} is of type {metadata.ElementDataType}", "int64 or int32");
        }

        return new GraphInput(name, role, metadata.ElementDataType);
    }

    private int? CheckTokens(IReadOnlyDictionary<string, NodeMetadata> inputs)
    {
        if (!inputs.TryGetValue("input_ids", out var tokens) || tokens.Dimensions.Length != 2)
        {
            throw Fault($"inputs are {string.Join(", ", inputs.Keys)}", "input_ids of shape [batch, sequence]");
        }

        var batch = tokens.Dimensions[0];
        var length = tokens.Dimensions[1];
        return (batch, length) switch
        {
            (_, >= 0) => throw Fault($"input_ids takes rows of exactly {length} tokens", "a dynamic sequence axis"),
            ( > 1, _) => throw Fault($"input_ids takes batches of exactly {batch} rows", "a dynamic batch axis, or 1"),
            (1, _) => 1,
            _ => null,
        };
    }

    private TensorElementType? RealOutput(InferenceSession session, string name)
    {
        if (!session.OutputMetadata.TryGetValue(name, out var metadata))
        {
            return null;
        }

        if (!RealTypes.Contains(metadata.ElementDataType) || metadata.Dimensions.Length != 3)
        {
            throw Fault(
                $"output {name} is of type {metadata.ElementDataType} with {metadata.Dimensions.Length} axes",
                "float32 or float16, [batch, sequence, width]");
        }

        return metadata.ElementDataType;
    }

    private CacheTensor[] CacheTensors(InferenceSession session, ModelConfig config)
    {
        var outputs = session.OutputMetadata.Keys.Where(name => Suffix(name, "present") is not null)
            .ToDictionary(name => Suffix(name, "present")!, StringComparer.Ordinal);
        var inputs = session.InputMetadata.Where(input => Suffix(input.Key, "past") is not null).ToArray();
        var missing = inputs.Select(input => input.Key).Where(name => !outputs.ContainsKey(Suffix(name, "past")!)).ToArray();
        if (missing.Length > 0 || (inputs.Length > 0 && inputs.Length != outputs.Count))
        {
            throw Fault(
                $"takes {inputs.Length} past tensors and gives {outputs.Count} present ones (without a partner: {string.Join(", ", missing)})",
                "one present for each past");
        }

        return [.. inputs.Select(input =>
            CacheTensor.Describe(input.Key, outputs[Suffix(input.Key, "past")!], CheckCache(input.Key, input.Value), config, File))];
    }

    private NodeMetadata CheckCache(string name, NodeMetadata metadata)
    {
        if (!RealTypes.Contains(metadata.ElementDataType) || metadata.Dimensions.Length < 3)
        {
            throw Fault(
                $"input {name} is of type {metadata.ElementDataType} with {metadata.Dimensions.Length} axes", "float32 or float16 with at least 3");
        }

        return metadata;
    }

    /// <summary>What follows "past_key_values." or "present.", in the spellings there are; null for other names.</summary>
    private static string? Suffix(string name, string kind)
    {
        foreach (var prefix in (ReadOnlySpan<string>)[$"{kind}_key_values.", $"{kind}_key_value.", $"{kind}.", $"{kind}_"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return name[prefix.Length..];
            }
        }

        return null;
    }
}

/// <summary>One input of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Type">Element type.</param>
internal sealed record GraphInput(string Name, InputRole Role, TensorElementType Type);

/// <summary>What an input of a graph is for.</summary>
internal enum InputRole
{
    /// <summary>Token ids, [B,S].</summary>
    Tokens,

    /// <summary>1 for real positions of past and present, 0 for padding; [B,P+S].</summary>
    Mask,

    /// <summary>Place of each token in its row, [B,S].</summary>
    Positions,

    /// <summary>Segment of each token, always 0; [B,S].</summary>
    TokenTypes,

    /// <summary>Place of each token in the cache, [S].</summary>
    CachePositions,

    /// <summary>Whether a merged graph takes the branch with a past; [1].</summary>
    UseCache,

    /// <summary>How many positions get logits, always 0 for all; a scalar.</summary>
    LogitsToKeep,

    /// <summary>A tensor of the key/value cache.</summary>
    Past,
}
