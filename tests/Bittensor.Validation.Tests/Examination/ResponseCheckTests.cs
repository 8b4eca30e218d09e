using Bittensor.Protocol;
using Bittensor.Validation.Examination;

namespace Bittensor.Validation.Tests;

public class ResponseCheckTests
{
    private static readonly WireTensor<long> Inputs = new([5, 6], 2, 1);
    private static readonly PhraseDistributions Good = Phrases.Of((0, [(0.5f, [1]), (0.5f, [2, 3])]), (0.1f, [(0.5f, []), (0.4f, [4])]));
    private static readonly TopKDistributions GoodTopK = new(2, 2, StandardVocabulary.Size, [1, 2, 3, 4], [0.5f, 0.4f, 1, 0]);

    private static PhraseDistributions Check(PhraseDistributions? answer) =>
        ResponseCheck.Phrases(new() { Phrases = answer }, new() { Inputs = Inputs, TopK = 4 });

    private static TopKDistributions Check(TopKDistributions? answer) =>
        ResponseCheck.TopK(new() { Distributions = answer }, new() { Inputs = Inputs, TopK = 2 });

    [Fact]
    public void Phrases_Good_IsReturned() => Assert.Same(Good, Check(Good));

    [Fact]
    public void TopK_Good_IsReturned() => Assert.Same(GoodTopK, Check(GoodTopK));

    public static TheoryData<PhraseDistributions?, ReturnCode> BadPhrases => new()
    {
        { null, ReturnCode.EmptyResponse },
        { Phrases.One(0, (1f, [1])), ReturnCode.ResponseShapeException },
        { new(2, 0, [], [0], [], [0, 0]), ReturnCode.ResponseShapeException },
        { Good with { Tokens = [1, 2, 3, StandardVocabulary.Size] }, ReturnCode.InvalidResponse },
        { Good with { Probabilities = [0.5f, float.NaN, 0.5f, 0.4f] }, ReturnCode.InvalidResponse },
        { Good with { Probabilities = [0.9f, 0.9f, 0.5f, 0.4f] }, ReturnCode.InvalidResponse },
        { Good with { Floors = [float.NaN, 0] }, ReturnCode.InvalidResponse },
        { Good with { Floors = [0.5f, 0] }, ReturnCode.InvalidResponse },
    };

    [Theory]
    [MemberData(nameof(BadPhrases))]
    public void Phrases_Bad_HasItsReturnCode(PhraseDistributions? answer, ReturnCode expected) =>
        Assert.Equal(expected, Assert.Throws<SynapseException>(() => Check(answer)).ReturnCode);

    public static TheoryData<TopKDistributions?, ReturnCode> BadTopK => new()
    {
        { null, ReturnCode.EmptyResponse },
        { GoodTopK with { TopK = 1 }, ReturnCode.ResponseShapeException },
        { GoodTopK with { Ids = [1, 2, 3, 50257] }, ReturnCode.InvalidResponse },
        { GoodTopK with { Ids = [1, 2, 3, 3] }, ReturnCode.InvalidResponse },
        { GoodTopK with { Probabilities = [0.5f, 0.6f, 1, 0] }, ReturnCode.InvalidResponse },
    };

    [Theory]
    [MemberData(nameof(BadTopK))]
    public void TopK_Bad_HasItsReturnCode(TopKDistributions? answer, ReturnCode expected) =>
        Assert.Equal(expected, Assert.Throws<SynapseException>(() => Check(answer)).ReturnCode);
}
