using Bittensor.Engine;
using Bittensor.Engine.Models;
using Bittensor.Protocol;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>A request to the language model: the model, the inputs, and one forward pass over them that handlers share.</summary>
public sealed class TextRequest : ISharedWork
{
    private readonly Lazy<IOutputReader> _reader;
    private readonly Lazy<SharedPass> _pass;

    internal TextRequest(ILanguageModel model, TextInputs inputs, CancellationToken cancellationToken)
    {
        Model = model;
        Inputs = inputs;
        _reader = new(() => OutputReaders.For(inputs, model.Tokenizer, cancellationToken));
        _pass = new(() => new SharedPass(model, ModelRows));
    }

    /// <summary>The model.</summary>
    public ILanguageModel Model { get; }

    /// <summary>The inputs in standard tokens, or as texts.</summary>
    public TextInputs Inputs { get; }

    /// <summary>The inputs in the model's own tokens, a row an item.</summary>
    /// <exception cref="SynapseException">A text has no tokens there; <see cref="ReturnCode.EmptyRequest"/>.</exception>
    public IReadOnlyList<int[]> ModelRows => Reader.ModelRows;

    /// <summary>Reads the pass at the inputs' own positions.</summary>
    /// <exception cref="SynapseException">A text has no tokens in the model's vocabulary; <see cref="ReturnCode.EmptyRequest"/>.</exception>
    internal IOutputReader Reader => _reader.Value;

    /// <summary>Reads the request's forward pass over <see cref="ModelRows"/>; handlers that ask before their first await share it.</summary>
    /// <param name="read">Reads the output, as for <see cref="ILanguageModel.ForwardAsync"/>; after a cancellation a read that has begun
    /// may still run.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="EngineException">As for <see cref="ILanguageModel.ForwardAsync"/>.</exception>
    public Task ReadAsync(Action<ForwardOutput> read, CancellationToken cancellationToken) =>
        _pass.Value.ReadAsync(read, cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        if (!_pass.IsValueCreated)
        {
            return Task.CompletedTask; // no handler asked for the pass
        }

        return _pass.Value.RunAsync(cancellationToken);
    }
}
