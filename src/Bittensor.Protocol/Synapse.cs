using System.ComponentModel;
using System.Text.Json.Serialization;
using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol;

/// <summary>
/// A typed request and its answer in one object, as the SDK's Synapse is: the answer is the request, filled in.
/// </summary>
/// <remarks>
/// A synapse is one class below Contracts/. Its name is its class name, which is also its route. Properties become JSON
/// fields by their <see cref="JsonPropertyNameAttribute"/>; see <see cref="WireFormAttribute"/> for those that only one
/// of the two forms has.
/// </remarks>
public abstract class Synapse
{
    /// <summary>Name of the synapse: its route and the <c>name</c> field.</summary>
    [JsonPropertyName("name")]
    public string Name => GetType().Name;

    /// <summary>Seconds the caller waits; 12 by default, as in the SDK.</summary>
    [JsonPropertyName("timeout")]
    [Description("Seconds the caller waits.")]
    public double Timeout { get; set; } = 12;

    /// <summary>Standard token ids; shape [B,S]. Either these or <see cref="Text"/>.</summary>
    [JsonPropertyName("inputs")]
    [Description("Standard token ids, [B,S]; either these or text.")]
    public WireTensor<long>? Inputs { get; set; }

    /// <summary>Texts, one an item of the batch, in place of <see cref="Inputs"/>.</summary>
    [JsonPropertyName("text")]
    [Description("Texts, one an item of the batch, in place of inputs.")]
    public IReadOnlyList<string>? Text { get; set; }

    /// <summary>1 where <see cref="Inputs"/> counts, 0 where it is padding; shape [B,S]; all ones when left out.</summary>
    [JsonPropertyName("mask")]
    [Description("1 where inputs count, 0 where they are padding, [B,S].")]
    public WireTensor<long>? Mask { get; set; }

    /// <summary>The calling side, as the SDK describes it.</summary>
    [JsonPropertyName("dendrite")]
    [Description("The calling side.")]
    public TerminalInfo? Dendrite { get; set; }

    /// <summary>The serving side, as the SDK describes it; an answer carries its status here.</summary>
    [JsonPropertyName("axon")]
    [Description("The serving side; an answer has its status here.")]
    public TerminalInfo? Axon { get; set; }

    /// <summary>SHA3-256 of the fields that the sender signs, hex; as the sender states it.</summary>
    [JsonPropertyName("computed_body_hash")]
    [Description("SHA3-256 of the signed fields, hex.")]
    public string? ComputedBodyHash { get; set; }

    /// <summary>How element types are named when this is written as JSON; what was read is answered in kind.</summary>
    [JsonIgnore]
    public TensorDialect TensorDialect { get; set; }

    /// <summary>Items of the request, B, once the request itself has been dropped.</summary>
    internal int? Batch { get; set; }

    /// <summary>Checks that there is something to ask about: tokens or text. A synapse whose input is something else, such as an
    /// image, overrides this.</summary>
    /// <exception cref="SynapseException">As for <see cref="SynapseInputChecks.CheckInputs"/>.</exception>
    public virtual void ValidateInputs() => SynapseInputChecks.CheckInputs(Inputs, Text, Mask);

    /// <summary>Checks the fields this synapse adds to the common ones.</summary>
    /// <exception cref="SynapseException">A field is outside its range (<see cref="ReturnCode.InvalidRequest"/>).</exception>
    public abstract void ValidateRequest();

    /// <summary>Checks an answer against the request it belongs to. Called before anyone believes the answer.</summary>
    /// <param name="request">What was asked for; of the same type.</param>
    /// <exception cref="SynapseException">
    /// The answer is not there (<see cref="ReturnCode.EmptyResponse"/>), has another shape than was asked for
    /// (<see cref="ReturnCode.ResponseShapeException"/>) or impossible values (<see cref="ReturnCode.InvalidResponse"/>).
    /// </exception>
    public virtual void ValidateAnswer(Synapse request)
    {
    }

    /// <summary>Drops what need not travel back: the inputs of the request.</summary>
    public virtual void ClearRequest()
    {
        Batch = BatchShape.Of(this).Batch;
        Inputs = null;
        Text = null;
        Mask = null;
    }

    /// <summary>Fills the properties that only one form has from those that the program uses.</summary>
    /// <param name="form">The form that is about to be written.</param>
    protected internal virtual void BeforeWrite(WireForm form)
    {
    }

    /// <summary>Fills the properties that the program uses from those that only one form has.</summary>
    /// <param name="form">The form that has been read.</param>
    /// <exception cref="WireFormatException">They contradict each other.</exception>
    protected internal virtual void AfterRead(WireForm form)
    {
    }
}
