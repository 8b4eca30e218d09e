using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Handlers;

/// <summary>The last hidden state at every standard token; zeros for padding and for what was cut off at the left.</summary>
internal sealed class TextLastHiddenStateHandler(IOptions<AxonOptions> options) : SynapseHandler<TextLastHiddenState>
{
    public override string? WhyNot(ILanguageModel model) => model.Description is { HasHiddenStates: true, HiddenSize: not null }
        ? null
        : $"The graph of {model.Description.Name} gives no hidden states.";

    protected override async Task AnswerAsync(TextLastHiddenState synapse, SynapseContext context, CancellationToken cancellationToken)
    {
        var (inputs, width) = (context.Inputs, context.Model.Description.HiddenSize!.Value);
        AnswerSize.Check(options.Value.MaxAnswerEntries, (long)inputs.Batch * inputs.Sequence, width);
        var view = context.View;
        var states = new float[inputs.Batch * inputs.Sequence * width];
        await context.ReadAsync(output => view.ReadHiddenStates(output, states, width), cancellationToken);
        synapse.HiddenStates = new WireTensor<float>(Finite(states), inputs.Batch, inputs.Sequence, width);
    }

    private static float[] Finite(float[] states) => Array.TrueForAll(states, float.IsFinite)
        ? states
        : throw new SynapseException(ReturnCode.InvalidResponse, "The model gave hidden states that are NaN or infinite.");
}
