using Bittensor.Engine.ModelFolders;
using Bittensor.Protocol;

namespace Bittensor.Axon.Tests.Http;

/// <summary>An axon whose vocabulary is the standard one: a sample model.</summary>
public class StandardVocabularyTests
{
    [Fact]
    public async Task Post_TextCausalLM_GivesDistributionsOfEveryPositionWhateverTheBatch()
    {
        await using var axon = new AxonProcess { ModelFolder = SampleModels.SampleModels.Folder("micro") };
        await axon.InitializeAsync();

        using var padded = await axon.PostAsync("TextCausalLM", """{"inputs":[[464,1988,0],[464,1988,318]],"mask":[[1,1,0],[1,1,1]],"topk":8}""");
        using var single = await axon.PostAsync("TextCausalLM", """{"inputs":[[464,1988]],"topk":8}""");
        var together = (await padded.SynapseAsync<TextCausalLM>()).Distributions!;
        var alone = (await single.SynapseAsync<TextCausalLM>()).Distributions!;

        Assert.Equal((6, 8), (together.Rows, together.TopK));
        Assert.Equal(alone.Ids, together.Ids[..16]);
        Assert.All(alone.Probabilities.Zip(together.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        Assert.All(together.ProbabilitiesOf(2).ToArray(), probability => Assert.Equal(1f / StandardVocabulary.Size, probability));
        Assert.All(Enumerable.Range(0, 6), row => AnswerChecks.Distribution("topk_probabilities", row, together.ProbabilitiesOf(row)));
    }
}
