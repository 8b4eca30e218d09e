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
    /// <exception cref="SynapseException">There is too much text; <see cref="ReturnCode.InvalidRequest"/>.</exception>
    public SynapseContext For(ILanguageModel model) => _context ??= new SynapseContext(model, Inputs());

    /// <summary>Runs the forward pass for those who asked for it.</summary>
    public Task RunPassAsync(CancellationToken cancellationToken) => _context?.RunPassAsync(cancellationToken) ?? Task.CompletedTask;

    private SynapseInputs Inputs()
    {
        var length = first.Text?.Sum(text => (long)text.Length) ?? 0;
        return length <= options.MaxTextLength
            ? SynapseInputs.Of(first)
            : throw new SynapseException(
                ReturnCode.InvalidRequest, $"text has {length} characters; expected at most {options.MaxTextLength}.");
    }
}
