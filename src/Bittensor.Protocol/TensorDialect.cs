namespace Bittensor.Protocol;

/// <summary>How an SDK client names element types; it can read only the names of the library it runs with.</summary>
public enum TensorDialect
{
    /// <summary><c>int64</c>, <c>float32</c>: the SDK's default.</summary>
    Numpy,

    /// <summary><c>torch.int64</c>, <c>torch.float32</c>: the SDK with USE_TORCH=1.</summary>
    Torch,
}
