using System.Text.Json;

namespace Bittensor.Protocol.Wire;

/// <summary>How one form writes what plain JSON has no word for: tensors and distributions.</summary>
internal interface ISpecialValues
{
    /// <summary>Where the JSON starts in the body, for the offsets of faults.</summary>
    long Origin { get; }

    /// <summary>Whether values of a type are written and read here.</summary>
    bool Handles(Type type);

    /// <summary>Reads the value at the reader's current token, and stops at its last one.</summary>
    /// <exception cref="WireFormatException">The value is malformed.</exception>
    object Read(ref Utf8JsonReader reader, Type type);

    void Write(Utf8JsonWriter writer, object value);
}
