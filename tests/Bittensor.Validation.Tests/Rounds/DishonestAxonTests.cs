using Bittensor.Functions.Validator;
using Bittensor.Protocol;
using Bittensor.Testing;
using Bittensor.Validation.Examination;
using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Weights;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Bittensor.Validation.Tests;

/// <summary>Axons that try to get more than their model deserves, in whole rounds.</summary>
public sealed class DishonestAxonTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => ValidatorBench.Token;

    [Theory] // positions 1 to S - 1 are visible to the axon: it answers them with certainty, and whatever it likes at the end
    [InlineData("Individual")]
    [InlineData("WithSynergy")]
    [InlineData("LeaveOneOut")]
    public async Task Round_VisibleTokensCopiedInCausalLM_ScoreDoesNotDependOnThem(string policy)
    {
        await using var bench = new ValidatorBench(azurite, ("Scoring:Policy", policy));
        await bench.RegisterAsync(0, 1, 2);
        Serve(bench, 0, causal: _ => null);
        Serve(bench, 1, CopyVisible);
        Serve(bench, 2, request => Answers.Causal(request)); // knows the held-back token as well

        await bench.RunRoundAsync();

        var scores = (await bench.Get<IScoreStore>().ListAsync(Token)).Select(row => row.Statistics).ToArray();
        Assert.Equal((0d, 0d), (Math.Round(scores[1].CausalLoss!.Value, 6), scores[2].CausalLoss));
        Assert.True(scores[1].CausalLossVal > 5); // what the axon did not see, it cannot copy
        Assert.All(scores, axon => Assert.Equal(scores[0].ZeroingScore, axon.ZeroingScore));
        Assert.All(scores, axon => Assert.Equal(scores[0].Score, axon.Score));
    }

    public static TheoryData<string, Func<TextCausalLMNext, TextCausalLMNext>, ReturnCode> Refused => new()
    {
        { "above one", request => Change(request, answer => answer with { Probabilities = [1.5f, .. answer.Probabilities[1..]] }), ReturnCode.InvalidResponse },
        { "NaN", request => Change(request, answer => answer with { Probabilities = [float.NaN, .. answer.Probabilities[1..]] }), ReturnCode.InvalidResponse },
        { "negative", request => Change(request, answer => answer with { Floors = [-1f, .. answer.Floors[1..]] }), ReturnCode.InvalidResponse },
        { "mass above one", request => Change(request, answer => answer with { Probabilities = [.. answer.Probabilities.Select(_ => 1f)] }), ReturnCode.InvalidResponse },
        { "floor inflated", request => Change(request, answer => answer with { Floors = [.. answer.Floors.Select(_ => 0.5f)] }), ReturnCode.InvalidResponse },
        { "no such token", request => Change(request, answer => answer with { Tokens = [50257, .. answer.Tokens[1..]] }), ReturnCode.InvalidResponse },
        { "another batch", request => Change(request, answer => new(1, 1, [7], [0, 1], [1f], [0f])), ReturnCode.ResponseShapeException },
        { "nothing", _ => new(), ReturnCode.EmptyResponse },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Round_AnswerThatCannotBe_CountsAsNone(string what, Func<TextCausalLMNext, TextCausalLMNext> answer, ReturnCode expected)
    {
        await using var bench = new ValidatorBench(azurite);
        await bench.RegisterAsync(0, 1);
        Serve(bench, 0, causal: _ => null);
        bench.Axons.Set(1, request => request is TextCausalLMNext next ? (answer(next), ReturnCode.Success) : (null, ReturnCode.NotImplemented));

        var id = await bench.RunRoundAsync();

        Assert.True((await bench.Get<IResultStore>().ListAsync(id, Token))[1].ReturnCode == expected, what);
        var scores = await bench.Get<IScoreStore>().ListAsync(Token);
        Assert.Equal((1L, 0L, 0d), (scores[1].Statistics.Queried, scores[1].Statistics.Answered, scores[1].Statistics.ZeroingScore));
        Assert.Equal([0], (await bench.Get<IWeightStore>().ListAsync(id, Token)).Select(weight => weight.Uid));
    }

    [Fact] // the validator shows its rounds to anybody: what is held back only once nobody is asked any more
    public async Task GetRound_StillOpen_DoesNotTellWhatIsHeldBack()
    {
        await using var bench = new ValidatorBench(azurite);
        await bench.RegisterAsync(0);
        bench.Axons.Answer(0, 0.05);
        await bench.TickAsync();

        Assert.DoesNotContain(",7", await TasksShownAsync(bench), StringComparison.Ordinal);
        await bench.WorkAsync();
        Assert.DoesNotContain(",7", await TasksShownAsync(bench), StringComparison.Ordinal);
        await bench.Get<RoundCloser>().TryCloseAsync(new(1), Token);
        Assert.Contains(",7,7,7", await TasksShownAsync(bench), StringComparison.Ordinal);
    }

    private static async Task<string> TasksShownAsync(ValidatorBench bench)
    {
        var shown = await new GetRound(bench.Get<IRoundStore>(), bench.Get<IResultStore>()).RunAsync(new DefaultHttpContext().Request, "1", Token);
        var body = Assert.IsType<ContentResult>(shown).Content!;
        return body[body.IndexOf("\"tasks\"", StringComparison.Ordinal)..body.IndexOf("\"sequenceLength\"", StringComparison.Ordinal)];
    }

    private static void Serve(ValidatorBench bench, int axon, Func<TextCausalLM, TextCausalLM?> causal) =>
        bench.Axons.Set(axon, request => request switch
        {
            TextCausalLMNext next => (Answers.Next(next, 0.05), ReturnCode.Success),
            TextCausalLM asked when causal(asked) is { } answer => (answer, ReturnCode.Success),
            _ => (null, ReturnCode.NotImplemented),
        });

    /// <summary>The next token of each position with certainty, where the request tells it; token 3 after the last.</summary>
    private static TextCausalLM CopyVisible(TextCausalLM request)
    {
        var (tokens, length) = (request.Inputs!.Values, request.Inputs.Shape[1]);
        var next = tokens.Select((_, position) => (position + 1) % length == 0 ? 3 : (int)tokens[position + 1]).ToArray();
        int[] ids = [.. next.SelectMany(token => Enumerable.Range(0, request.TopK).Select(k => k == 0 ? token : k == token ? 0 : k))];
        float[] probabilities = [.. next.SelectMany(_ => Enumerable.Range(0, request.TopK).Select(k => k == 0 ? 1f : 0f))];
        return new() { Distributions = new(next.Length, request.TopK, StandardVocabulary.Size, ids, probabilities) };
    }

    private static TextCausalLMNext Change(TextCausalLMNext request, Func<PhraseDistributions, PhraseDistributions> change) =>
        new() { Phrases = change(Answers.Next(request, 0.05).Phrases!) };
}
