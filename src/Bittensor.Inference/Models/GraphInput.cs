using Microsoft.ML.OnnxRuntime.Tensors;

namespace Bittensor.Inference.Models;

/// <summary>One input of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Type">Element type.</param>
internal sealed record GraphInput(string Name, InputRole Role, TensorElementType Type);
