using Bittensor.Engine.Models;

namespace Bittensor.Axon.Handlers;

/// <summary>What the handlers of one request share: the model, the inputs, and one forward pass over them.</summary>
public sealed class SynapseContext
{
    private readonly Lazy<IStandardView> _view;
    private readonly Lazy<SharedPass> _pass;

    internal SynapseContext(ILanguageModel model, SynapseInputs inputs, CancellationToken cancellationToken)
    {
        (Model, Inputs) = (model, inputs);
        _view = new(() => StandardViews.Of(inputs, model.Tokenizer, cancellationToken));
        _pass = new(() => new SharedPass(model, ModelRows));
    }

    /// <summary>The model.</summary>
    public ILanguageModel Model { get; }

    /// <summary>What is asked about.</summary>
    public SynapseInputs Inputs { get; }

    /// <summary>The inputs in the model's own tokens, a row an item.</summary>
    /// <exception cref="Protocol.SynapseException">A text has no tokens there; EmptyRequest.</exception>
    public IReadOnlyList<int[]> ModelRows => View.ModelRows;

    /// <summary>Reads the pass at the inputs' own positions.</summary>
    /// <exception cref="Protocol.SynapseException">A text has no tokens in the model's vocabulary; EmptyRequest.</exception>
    internal IStandardView View => _view.Value;

    /// <summary>Reads the request's forward pass over <see cref="ModelRows"/>; handlers that ask before their first await share it.</summary>
    /// <param name="read">Takes what is wanted, as for <see cref="ILanguageModel.ForwardAsync"/>; after a cancellation one that has begun
    /// may still run.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="Engine.EngineException">As for <see cref="ILanguageModel.ForwardAsync"/>.</exception>
    public Task ReadAsync(Action<ForwardOutput> read, CancellationToken cancellationToken) =>
        _pass.Value.ReadAsync(read, cancellationToken);

    /// <summary>Runs the pass for those who asked so far; nothing if nobody did.</summary>
    internal Task RunPassAsync(CancellationToken cancellationToken) =>
        _pass.IsValueCreated ? _pass.Value.RunAsync(cancellationToken) : Task.CompletedTask;
}
