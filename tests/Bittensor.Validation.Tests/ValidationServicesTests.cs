using Bittensor.Validation.Rounds;
using Bittensor.Validation.Scoring;
using Bittensor.Validation.Scoring.Policies;
using Bittensor.Validation.Weights;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Tests;

public class ValidationServicesTests
{
    private static T Read<T>(params (string Key, string Value)[] settings)
        where T : class
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddBittensorValidation().BuildServiceProvider();
        return services.GetRequiredService<IOptions<T>>().Value;
    }

    [Fact]
    public void AddBittensorScoring_NoSettings_HasDefaults()
    {
        Assert.Equal((8, 64, 8), (Read<RoundOptions>().Tasks, Read<RoundOptions>().SequenceLength, Read<RoundOptions>().ContinuationLength));
        Assert.Equal(new ScalingLaw(1.69, 0.5), Read<ScoringOptions>().ScalingLaw);
    }

    [Fact]
    public void AddBittensorScoring_Setting_IsBound() => Assert.Equal(0.7, Read<ScoringOptions>(("Scoring:Power", "0.7")).Power);

    [Fact]
    public void AddBittensorScoring_PolicyByName_IsBound()
    {
        Assert.Equal((ScoringPolicy.Individual, false), (Read<ScoringOptions>().Policy, Read<ScoringOptions>().Divergence));
        Assert.Equal(ScoringPolicy.LeaveOneOut, Read<ScoringOptions>(("Scoring:Policy", "LeaveOneOut")).Policy);
    }

    [Fact]
    public void AddBittensorScoring_NoSuchPolicy_Throws()
    {
        Assert.ThrowsAny<Exception>(() => Read<ScoringOptions>(("Scoring:Policy", "Luck")));
        Assert.Throws<OptionsValidationException>(() => Read<ScoringOptions>(("Scoring:Policy", "7")));
    }

    [Fact]
    public void AddBittensorScoring_OutOfRange_NamesOption() => Assert.Contains(
        "MaximumWeight", Assert.Throws<OptionsValidationException>(() => Read<WeightOptions>(("Weights:MaximumWeight", "2"))).Message, StringComparison.Ordinal);

    [Fact]
    public void AddBittensorScoring_AnswerLongerThanRound_Throws() => Assert.Contains(
        "must be below", Assert.Throws<OptionsValidationException>(() => Read<RoundOptions>(("Round:AnswerTimeout", "00:05:00"))).Message, StringComparison.Ordinal);
}
