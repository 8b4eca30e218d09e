using System.Diagnostics;
using Bittensor.Engine.Decoding;
using Bittensor.Engine.Graph;
using Bittensor.Engine.ModelFolders;
using Bittensor.Engine.Padding;
using Bittensor.Engine.Scheduling;
using Bittensor.Tokenization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bittensor.Engine.Models;

/// <summary>A model folder served by ONNX Runtime.</summary>
public sealed class LanguageModel : ILanguageModel, IAsyncDisposable
{
    /// <summary>Parts of a request whose outputs are alive: one that is read while the next is computed.</summary>
    private const int PartsAtOnce = 2;

    private readonly ModelOptions _options;
    private readonly GraphRunner _runner;
    private readonly PassLimits _limits;
    private readonly Admission _admission;
    private readonly ForwardPasses _passes;
    private readonly ForwardQueue _queue;
    private readonly DecodingContext _decoding;
    private int _disposed;

    private LanguageModel(ModelOptions options, LoadedModel loaded, TimeProvider time, ILogger log)
    {
        _options = options;
        _runner = loaded.Runner;
        _admission = new Admission(options.QueueLimit);
        Description = loaded.Description;
        Tokenizer = loaded.Tokenizer;
        GenerationDefaults = loaded.GenerationDefaults;
        var padding = Description.PaddingSupport;
        _limits = new PassLimits(1, loaded.TokensPerPass);
        if (padding.EqualLengths)
        {
            _limits = _limits with { Rows = options.MaxBatchRows };
        }

        _passes = new ForwardPasses(_runner, padding.Prefill, _limits, loaded.Padding, log);
        _queue = new ForwardQueue(_passes, options, time);
        var decodesPadded = padding.Prefill;
        if (Description.HasCache)
        {
            decodesPadded = padding.Cache != CachePadding.None;
        }

        _decoding = new DecodingContext(
            _runner, _admission, _limits, decodesPadded,
            padding.Cache == CachePadding.Left, loaded.Padding, Description.VocabularySize, Description.ContextLength, options.Truncation);
    }

    /// <inheritdoc/>
    public ModelDescription Description { get; }

    /// <inheritdoc/>
    public ITextTokenizer Tokenizer { get; }

    /// <inheritdoc/>
    public GenerationDefaults GenerationDefaults { get; }

    /// <summary>Forward passes that <see cref="ForwardAsync"/> has run so far.</summary>
    internal int Passes => _passes.Count;

    /// <summary>Opens the folder that <see cref="ModelOptions.Folder"/> names.</summary>
    /// <inheritdoc cref="LoadAsync(ModelOptions, string, TimeProvider, ILogger?, CancellationToken)"/>
    public static Task<LanguageModel> LoadAsync(
        ModelOptions options, TimeProvider time, ILogger? log, CancellationToken cancellationToken) =>
        LoadAsync(options, options.Folder, time, log, cancellationToken);

    /// <summary>Opens a model folder, checks it, measures what its graph allows, and warms it up. Takes about a second for ten million parameters.</summary>
    /// <param name="options">How it is served.</param>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="time">Clock of time limits.</param>
    /// <param name="log">Where what was found is reported; null for nowhere.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    /// <exception cref="ModelFolderException">The folder cannot be served; the message says why.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider is required and is not there.</exception>
    public static Task<LanguageModel> LoadAsync(
        ModelOptions options, string folder, TimeProvider time, ILogger? log, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                var watch = Stopwatch.StartNew();
                log ??= NullLogger.Instance;
                var loaded = ModelLoader.Load(options, folder, log, cancellationToken);
                loaded = loaded with { Description = loaded.Description with { LoadTime = watch.Elapsed } };
                EngineTelemetry.RecordLoad(loaded.Description.Name, watch.Elapsed);
                Log.Loaded(log, loaded.Description.Name, watch.Elapsed.TotalSeconds, loaded.Description.PaddingSupport);
                return new LanguageModel(options, loaded, time, log);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task ForwardAsync(IReadOnlyList<int[]> rows, Action<ForwardOutput> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var checkedRows = PromptRows.Check(rows, Description, _options);
        _admission.Enter();
        EngineTelemetry.CountInput(Description.Name, checkedRows.Count);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<Task>(PartsAtOnce);
        try
        {
            foreach (var part in checkedRows.Split(_limits.Tokens))
            {
                await MakeRoomAsync(running, part);
                running.Enqueue(_queue.RunAsync(new ForwardRequest(part, read, _admission), giveUp.Token));
            }

            await Task.WhenAll(running);
        }
        catch
        {
            await giveUp.CancelAsync();
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // reads that have begun end first
            throw;
        }
    }

    /// <inheritdoc/>
    public IDecodingSession StartDecoding(IReadOnlyList<int[]> prompts, CancellationToken cancellationToken)
    {
        var checkedRows = PromptRows.Check(prompts, Description, _options);
        EngineTelemetry.CountInput(Description.Name, checkedRows.Count);
        return DecodingSession.Start(_decoding, checkedRows, cancellationToken);
    }

    /// <summary>Fails what waits, lets what runs end, and frees the graph. Decoding sessions must be disposed of before.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return; // a service container disposes of an object once for each service that it is
        }

        await _queue.DisposeAsync();
        _runner.Dispose();
    }

    /// <summary>Waits, before any part but the first, until one less is running.</summary>
    private async Task MakeRoomAsync(Queue<Task> running, PromptRows part)
    {
        if (part.First == 0)
        {
            return;
        }

        if (running.Count == PartsAtOnce)
        {
            await running.Dequeue();
        }

        _admission.Stay();
    }
}
