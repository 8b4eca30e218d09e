using Bittensor.Engine.Generation;
using Bittensor.Engine.Tests.Models;

namespace Bittensor.Engine.Tests.Generation;

public class TinyModelGenerationTests
{
    private static readonly int[][] Prompts = [[5, 9], [17, 250, 3, 44, 8, 101], [7]];

    public static TheoryData<string, GenerationOptions> Cases
    {
        get
        {
            var cases = new TheoryData<string, GenerationOptions>();
            foreach (var model in new[] { "past-positions", "mask-positions", "position-ids", "batch-one" })
            {
                cases.Add(model, new GenerationOptions { MaxNewTokens = 12 });
                cases.Add(model, new GenerationOptions { MaxNewTokens = 12, NumBeams = 4, NoRepeatNgramSize = 2, NumReturnSequences = 2 });
                cases.Add(model, new GenerationOptions { MaxNewTokens = 12, DoSample = true, Seed = 4, NumReturnSequences = 2 });
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Generate_CachedGraph_EachPromptAsAloneAndAsWithoutCache(string name, GenerationOptions options)
    {
        await using var cached = await TestModels.LoadAsync(name);
        await using var uncached = await TestModels.LoadAsync("no-cache");
        var generator = new TextGenerator(TimeProvider.System);
        var together = generator.Generate(cached, Prompts, options, TestContext.Current.CancellationToken);
        var alone = Prompts.SelectMany(prompt => generator.Generate(cached, [prompt], options, TestContext.Current.CancellationToken));
        Assert.Equal(alone, together);
        Assert.Equal(generator.Generate(uncached, Prompts, options, TestContext.Current.CancellationToken), together);
    }

    [Fact]
    public async Task Generate_ContextIsFull_Stops()
    {
        await using var model = await TestModels.LoadAsync("past-positions");
        var options = new GenerationOptions { MaxNewTokens = 500, NumBeams = 2, NoRepeatNgramSize = 1 };
        var row = new TextGenerator(TimeProvider.System).Generate(model, [[1, 2, 3]], options, TestContext.Current.CancellationToken)[0];
        Assert.InRange(row.Length, 1, model.Description.ContextLength - 3);
    }
}
