namespace Bittensor.Functions.Validator;

/// <summary>Who may change the network, from the <c>Validator</c> section.</summary>
public sealed class ValidatorOptions
{
    /// <summary>What the <c>x-admin-key</c> header must hold to register or remove axons and for poison messages. Without it nobody may.</summary>
    public string? AdminKey { get; set; }
}
