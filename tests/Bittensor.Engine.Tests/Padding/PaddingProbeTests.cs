using Bittensor.Engine.Padding;
using Bittensor.Engine.Tests.Models;
using Bittensor.Testing.TinyModels;

namespace Bittensor.Engine.Tests.Padding;

public class PaddingProbeTests
{
    [Theory] // what each graph can bear follows from how make.py built it
    [InlineData("mask-positions", true, true, CachePadding.Left)]
    [InlineData("position-ids", true, true, CachePadding.Left)]
    [InlineData("no-positions", true, true, CachePadding.Left)]
    [InlineData("float16", true, true, CachePadding.Left)]
    [InlineData("int32", true, true, CachePadding.Left)]
    [InlineData("cache-bphd", true, true, CachePadding.Left)]
    [InlineData("cache-fused-heads", true, true, CachePadding.Left)]
    [InlineData("cache-unnamed-axes", true, true, CachePadding.Left)]
    [InlineData("merged", true, true, CachePadding.Left)]
    [InlineData("past-positions-rotary", true, true, CachePadding.Left)] // only distances count, and the mask hides what is before
    [InlineData("infinite-mask", true, true, CachePadding.Middle)] // padding before the row sees nothing, which gives NaN
    [InlineData("past-positions", true, true, CachePadding.None)] // looks like mask-positions: same inputs, same outputs
    [InlineData("step-inputs", true, true, CachePadding.None)]
    [InlineData("no-mask", true, true, CachePadding.None)]
    [InlineData("no-mask-position-ids", true, true, CachePadding.None)]
    [InlineData("no-cache", true, true, CachePadding.None)]
    [InlineData("no-cache-no-mask", true, true, CachePadding.None)]
    [InlineData("batch-one", false, false, CachePadding.None)]
    [InlineData("batch-coupled", false, false, CachePadding.None)]
    public async Task Measure_Graph_FindsWhatItBears(string name, bool equalLengths, bool prefill, CachePadding cache)
    {
        await using var model = await TestModels.LoadAsync(name);

        var support = model.Description.PaddingSupport;
        Assert.Equal((equalLengths, prefill, cache), (support.EqualLengths, support.Prefill, support.Cache));
    }

    [Fact]
    public async Task Measure_WindowInConfig_DoesNotPadBetweenTokens()
    {
        var folder = TinyModel.Copy("infinite-mask");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, "config.json"), """{"n_positions": 48, "sliding_window": 32}""", TestContext.Current.CancellationToken);
            await using var model = await TestModels.LoadAsync("infinite-mask", options => options.Folder = folder);

            Assert.Equal(CachePadding.None, model.Description.PaddingSupport.Cache);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Measure_ContextShorterThanProbeRows_StaysInside()
    {
        await using var model = await TestModels.LoadAsync("mask-positions", options => options.ContextLength = 4);

        Assert.Equal(4, model.Description.ContextLength);
        Assert.True(model.Description.PaddingSupport.Prefill);
    }
}
