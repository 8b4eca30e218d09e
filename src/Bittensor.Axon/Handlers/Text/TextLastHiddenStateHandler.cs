using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>The last hidden state at every standard token; zeros for padding and for what was cut off at the left.</summary>
internal sealed class TextLastHiddenStateHandler(TextRequests requests, IOptions<AxonOptions> options) : TextSynapseHandler<TextLastHiddenState>(requests)
{
    protected override string? WhyNot(ILanguageModel model)
    {
        if (model.Description is { HasHiddenStates: true, HiddenSize: not null })
        {
            return null;
        }

        return $"The graph of {model.Description.Name} gives no hidden states.";
    }

    protected override async Task AnswerAsync(TextLastHiddenState synapse, TextRequest request, CancellationToken cancellationToken)
    {
        var inputs = request.Inputs;
        var width = request.Model.Description.HiddenSize!.Value;
        AnswerSize.Check(options.Value.MaxAnswerEntries, (long)inputs.Batch * inputs.Sequence, width);
        var reader = request.Reader;
        var states = new float[inputs.Batch * inputs.Sequence * width];
        await request.ReadAsync(output => reader.ReadHiddenStates(output, states, width), cancellationToken);
        CheckFinite(states);
        synapse.HiddenStates = new WireTensor<float>(states, inputs.Batch, inputs.Sequence, width);
    }

    private static void CheckFinite(float[] states)
    {
        if (!Array.TrueForAll(states, float.IsFinite))
        {
            throw new SynapseException(ReturnCode.InvalidResponse, "The model gave hidden states that are NaN or infinite.");
        }
    }
}
