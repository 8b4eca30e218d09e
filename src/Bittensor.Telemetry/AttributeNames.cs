namespace Bittensor.Telemetry;

/// <summary>Names of attributes of spans and metrics: those of the OpenTelemetry semantic conventions, and the project's own.</summary>
public static class AttributeNames
{
    /// <summary>What a model was asked to do; <see cref="TextCompletion"/>.</summary>
    public const string Operation = "gen_ai.operation.name";

    /// <summary>Who provides the model; <see cref="BittensorProvider"/>.</summary>
    public const string Provider = "gen_ai.provider.name";

    /// <summary>Name of the model.</summary>
    public const string Model = "gen_ai.request.model";

    /// <summary><see cref="InputTokens"/> or <see cref="OutputTokens"/>.</summary>
    public const string TokenType = "gen_ai.token.type";

    /// <summary>Why something failed; here the name of a return code, or the type of an exception.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Name of a host that is asked.</summary>
    public const string ServerAddress = "server.address";

    /// <summary>Its port.</summary>
    public const string ServerPort = "server.port";

    /// <summary>Name of a queue.</summary>
    public const string Queue = "messaging.destination.name";

    /// <summary>What is done with messages: send or process.</summary>
    public const string MessagingOperation = "messaging.operation.type";

    /// <summary>Messages that are sent together.</summary>
    public const string MessageCount = "messaging.batch.message_count";

    /// <summary>Name of a synapse; "_OTHER" for one that there is not.</summary>
    public const string Synapse = "bittensor.synapse";

    /// <summary>Name of a return code.</summary>
    public const string ReturnCode = "bittensor.return_code";

    /// <summary>Number of a round.</summary>
    public const string Round = "bittensor.round.id";

    /// <summary>Slot of an axon.</summary>
    public const string Uid = "bittensor.uid";

    /// <summary>The operation of every synapse; which one it was, <see cref="Synapse"/> tells.</summary>
    public const string TextCompletion = "text_completion";

    /// <summary>The provider of every model.</summary>
    public const string BittensorProvider = "bittensor";

    /// <summary>Tokens that a model reads.</summary>
    public const string InputTokens = "input";

    /// <summary>Tokens that a model writes.</summary>
    public const string OutputTokens = "output";

    /// <summary>Stands for what is not on a closed list.</summary>
    public const string Other = "_OTHER";
}
