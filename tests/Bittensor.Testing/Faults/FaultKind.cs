namespace Bittensor.Testing;

/// <summary>Ways in which a request goes wrong.</summary>
public enum FaultKind
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It is answered with a status and has no effect.</summary>
    Refused,

    /// <summary>It has its effect but is answered with a status that denies it.</summary>
    Denied,

    /// <summary>It has its effect, then the connection breaks.</summary>
    Broken,

    /// <summary>It has its effect, but no answer comes until the client gives up.</summary>
    Hung,

    /// <summary>It has its effect twice.</summary>
    Doubled,
}
