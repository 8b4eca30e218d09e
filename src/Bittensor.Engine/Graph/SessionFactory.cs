using Bittensor.Engine.Models;
using Bittensor.Tokenization;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace Bittensor.Engine.Graph;

/// <summary>Opens a graph on the execution provider that the options ask for.</summary>
internal static class SessionFactory
{
    private const string Cuda = "CUDAExecutionProvider";

    /// <summary>Opens a graph.</summary>
    /// <exception cref="ExecutionProviderException">CUDA is required and is not there.</exception>
    /// <exception cref="ModelFolderException">ONNX Runtime cannot open the graph.</exception>
    public static (InferenceSession Session, ExecutionProvider Provider) Open(string graph, ModelOptions options, ILogger log)
    {
        if (options.ExecutionProvider == ExecutionProvider.Cpu)
        {
            return (OpenOnCpu(graph, options), ExecutionProvider.Cpu);
        }

        try
        {
            return (OpenOnCuda(graph, options), ExecutionProvider.Cuda);
        }
        catch (ExecutionProviderException fault) when (!options.RequireExecutionProvider)
        {
            if (options.ExecutionProvider == ExecutionProvider.Cuda)
            {
                Log.CudaMissing(log, fault.Message);
            }
            else
            {
                Log.UsesCpu(log, fault.Message);
            }

            return (OpenOnCpu(graph, options), ExecutionProvider.Cpu);
        }
    }

    private static InferenceSession OpenOnCpu(string graph, ModelOptions options)
    {
        try
        {
            using var settings = Settings(options);
            return new InferenceSession(graph, settings);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new ModelFolderException(
                graph,
                $"ONNX Runtime cannot open it ({fault.Message})",
                "an ONNX graph, its external data (model.onnx_data) beside it under the name that the graph gives",
                fault);
        }
    }

    private static InferenceSession OpenOnCuda(string graph, ModelOptions options)
    {
        var there = OrtEnv.Instance().GetAvailableProviders();
        if (!there.Contains(Cuda))
        {
            throw new ExecutionProviderException(ExecutionProvider.Cuda,
                $"CUDA is not in this build of ONNX Runtime, which has {string.Join(", ", there)}; build with OnnxRuntime=Gpu.");
        }

        try
        {
            using var settings = Settings(options);
            settings.AppendExecutionProvider_CUDA(0);
            return new InferenceSession(graph, settings);
        }
        catch (Exception fault) when (fault is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            throw new ExecutionProviderException(ExecutionProvider.Cuda,
                $"CUDA cannot be used: {fault.Message} (Expected an NVIDIA GPU, its driver, and the CUDA and cuDNN libraries.)", fault);
        }
    }

    private static SessionOptions Settings(ModelOptions options)
    {
        var settings = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            EnableMemoryPattern = false, // shapes differ from pass to pass; a pattern for each would only grow
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, // errors are thrown; who catches them logs them
        };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"); // several axons may share a machine
        if (options.Threads is { } threads)
        {
            settings.IntraOpNumThreads = threads;
        }

        return settings;
    }
}
