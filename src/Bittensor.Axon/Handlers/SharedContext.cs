using Bittensor.Engine.Models;
using Bittensor.Protocol;

namespace Bittensor.Axon.Handlers;

/// <summary>The context of one request, made when the first of its synapses has passed its checks.</summary>
/// <param name="first">Any of the synapses; they have the same inputs.</param>
/// <param name="options">Limits.</param>
internal sealed class SharedContext(Synapse first, AxonOptions options)
{
    private SynapseContext? _context;

    /// <summary>The context.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Ends turning text into tokens, when a handler asks for them.</param>
    /// <exception cref="SynapseException">There is too much text; <see cref="ReturnCode.InvalidRequest"/>.</exception>
    public SynapseContext For(ILanguageModel model, CancellationToken cancellationToken) =>
        _context ??= new SynapseContext(model, Inputs(cancellationToken), cancellationToken);

    /// <summary>Runs the forward pass for those who asked for it.</summary>
    public Task RunPassAsync(CancellationToken cancellationToken) => _context?.RunPassAsync(cancellationToken) ?? Task.CompletedTask;

    private SynapseInputs Inputs(CancellationToken cancellationToken)
    {
        var length = first.Text?.Sum(text => (long)text.Length) ?? 0;
        return length <= options.MaxTextLength
            ? SynapseInputs.Until(first, cancellationToken)
            : throw new SynapseException(
                ReturnCode.InvalidRequest, $"text has {length} characters; expected at most {options.MaxTextLength}.");
    }
}
