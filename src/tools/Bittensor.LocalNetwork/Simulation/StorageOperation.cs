namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Kinds of requests to storage, as they are billed and limited.</summary>
internal enum StorageOperation
{
    /// <summary>A message is put into a queue.</summary>
    Send,

    /// <summary>A batch of messages is received, or a queue is found empty.</summary>
    Receive,

    /// <summary>A message is deleted or its lease renewed.</summary>
    Settle,

    /// <summary>One row, or a page of up to 1000, is read.</summary>
    Read,

    /// <summary>One row is added: an axon's response, as a rule.</summary>
    Insert,

    /// <summary>One row is replaced.</summary>
    Replace,

    /// <summary>Up to 100 rows are written together.</summary>
    Transaction,

    /// <summary>A table or queue is created.</summary>
    Create,
}
