using Bittensor.Engine.Graph;
using Bittensor.Engine.Models;
using Bittensor.Engine.Padding;
using Bittensor.Tokenization;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace Bittensor.Engine.ModelFolders;

/// <summary>Opens a model folder and checks that its parts fit together.</summary>
/// <remarks>
/// 1. Read the JSON files and the tokenizer.
/// 2. Open the graph and tell its inputs and outputs.
/// 3. Run one token: logits must be as wide as the vocabulary, and the largest id must have an embedding.
/// 4. Measure in which batches rows do not disturb each other.
/// </remarks>
internal static class ModelLoader
{
    /// <summary>Logits of one pass where nothing else is asked for: 128 MiB in float32, 512 MiB where many tokens at once are
    /// computed faster.</summary>
    private const int LogitsPerPass = 1 << 25, LogitsPerPassOfGpu = 1 << 27;

    /// <summary>Context where nothing tells one (ALiBi models have no limit of their own), in tokens.</summary>
    private const int DefaultContextLength = 2048;

    /// <summary>Loads.</summary>
    /// <exception cref="ModelFolderException">The folder cannot be served.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider is required and is not there.</exception>
    public static LoadedModel Load(ModelOptions options, string path, ILogger log, CancellationToken cancellationToken)
    {
        // 1.
        var folder = ModelFolder.Open(path);
        cancellationToken.ThrowIfCancellationRequested();

        // 2.
        var (session, provider) = SessionFactory.Open(folder.GraphPath, options, log);
        try
        {
            var signature = GraphSignature.Read(session, folder.GraphPath, folder.Config);
            var runner = new GraphRunner(session, signature, folder.Tokenizer.VocabularySize);
            cancellationToken.ThrowIfCancellationRequested();

            // 3. and 4.
            var defaults = Defaults(folder);
            var padding = defaults.Padding ?? defaults.EndOfSequence.Append(0).First();
            var (logitsWidth, hiddenWidth) = CheckWidths(runner, folder);
            var context = ContextLength(folder, options, logitsWidth, log);
            var support = PaddingProbe.Measure(runner, folder.Tokenizer.VocabularySize, context, padding, folder.Config.HasAttentionWindow);
            var description = Describe(folder, options, signature, support, provider, context, hiddenWidth);
            var tokensPerPass = TokensPerPass(options, provider, logitsWidth);
            return new LoadedModel(runner, folder.Tokenizer, description, defaults, tokensPerPass, padding);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static ModelDescription Describe(
        ModelFolder folder, ModelOptions options, GraphSignature signature, PaddingSupport padding, ExecutionProvider provider,
        int context, int hiddenWidth) => new()
        {
            Name = string.IsNullOrWhiteSpace(options.Name) ? new DirectoryInfo(folder.Path).Name : options.Name,
            Architecture = folder.Config.ModelType ?? "unknown",
            VocabularySize = folder.Tokenizer.VocabularySize,
            HiddenSize = hiddenWidth > 0 ? hiddenWidth : folder.Config.HiddenSize,
            ContextLength = context,
            HasHiddenStates = signature.HiddenOutput is not null,
            HasCache = signature.Cache.Count > 0,
            ExecutionProvider = provider,
            PaddingSupport = padding,
            ParameterBytes = folder.GraphBytes,
            LoadTime = TimeSpan.Zero, // the caller's watch still runs
        };

    private static (int Logits, int Hidden) CheckWidths(GraphRunner runner, ModelFolder folder)
    {
        var largest = folder.Tokenizer.VocabularySize - 1;
        try
        {
            using var group = runner.Run(TokenBatch.Prefill([[largest]], false, 0), null, false, CancellationToken.None).Output;
            if (group.LogitsWidth <= largest)
            {
                throw new ModelFolderException(
                    folder.GraphPath,
                    $"gives {group.LogitsWidth} logits, but the tokenizer {folder.Tokenizer.Name} has ids up to {largest}",
                    $"at least {largest + 1} logits; is the tokenizer that of another model?");
            }

            return (group.LogitsWidth, group.HiddenWidth);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new ModelFolderException(
                folder.GraphPath,
                $"fails on a row of one token, the largest id of the tokenizer, {largest} ({fault.Message})",
                "a decoder-only text model that knows every id of its tokenizer",
                fault);
        }
    }

    /// <summary>The options', else config.json's, and never so much that a row's logits outgrow what a span can address.</summary>
    private static int ContextLength(ModelFolder folder, ModelOptions options, int logitsWidth, ILogger log)
    {
        var told = options.ContextLength ?? folder.Config.ContextLength;
        if (told is null)
        {
            Log.NoContextLength(log, folder.Path, DefaultContextLength);
        }

        return Math.Min(told ?? DefaultContextLength, int.MaxValue / logitsWidth);
    }

    private static int TokensPerPass(ModelOptions options, ExecutionProvider provider, int logitsWidth)
    {
        var logits = LogitsPerPass;
        if (provider == ExecutionProvider.Cuda)
        {
            logits = LogitsPerPassOfGpu;
        }

        return Math.Clamp(options.MaxTokensPerPass ?? (logits / logitsWidth), 1, int.MaxValue / logitsWidth);
    }

    private static GenerationDefaults Defaults(ModelFolder folder)
    {
        var special = folder.Tokenizer.Special;
        var ends = Known("eos_token_id");
        if (ends.Length == 0 && special.Eos is { } eos)
        {
            ends = [eos];
        }

        return new GenerationDefaults(
            ends,
            First(Known("pad_token_id")) ?? special.Pad,
            First(Known("bos_token_id")) ?? special.Bos);

        int[] Known(string key) => [.. folder.Config.TokenIds(key).Where(id => id >= 0 && id < folder.Tokenizer.VocabularySize)];

        static int? First(int[] ids) => ids.Length > 0 ? ids[0] : null;
    }
}

/// <summary>The parts of a loaded model folder.</summary>
/// <param name="Runner">The graph.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="Description">What it is and can do.</param>
/// <param name="GenerationDefaults">Ids that end, pad and begin a text.</param>
/// <param name="TokensPerPass">Most tokens of a pass, padding included.</param>
/// <param name="Padding">Token id that fills.</param>
internal sealed record LoadedModel(
    GraphRunner Runner, ITextTokenizer Tokenizer, ModelDescription Description, GenerationDefaults GenerationDefaults,
    int TokensPerPass, int Padding);
