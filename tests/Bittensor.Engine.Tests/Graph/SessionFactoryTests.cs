using Bittensor.Engine.Graph;
using Bittensor.Engine.Tests.Models;
using Microsoft.ML.OnnxRuntime;

namespace Bittensor.Engine.Tests.Graph;

public class SessionFactoryTests
{
    private static bool CudaIsInBuild => OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider");

    [Fact]
    public async Task LoadAsync_CudaRequiredAndMissing_SaysWhatToDo()
    {
        Assert.SkipWhen(CudaIsInBuild, "This build of ONNX Runtime has CUDA.");

        var fault = await Assert.ThrowsAsync<ExecutionProviderException>(() => TestModels.LoadAsync("mask-positions", options =>
            (options.ExecutionProvider, options.RequireExecutionProvider) = (ExecutionProvider.Cuda, true)));

        Assert.Equal(ExecutionProvider.Cuda, fault.Provider);
        Assert.Contains("CPUExecutionProvider; build with OnnxRuntime=Gpu", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExecutionProvider.Auto)]
    [InlineData(ExecutionProvider.Cuda)]
    public async Task LoadAsync_CudaMissing_TakesCpu(ExecutionProvider provider)
    {
        Assert.SkipWhen(CudaIsInBuild, "This build of ONNX Runtime has CUDA.");

        await using var model = await TestModels.LoadAsync("mask-positions", options => options.ExecutionProvider = provider);

        Assert.Equal(ExecutionProvider.Cpu, model.Description.ExecutionProvider);
    }
}
