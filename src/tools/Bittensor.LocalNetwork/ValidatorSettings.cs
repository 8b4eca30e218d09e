namespace Bittensor.LocalNetwork;

/// <summary>How the validator is set up on one machine.</summary>
internal static class ValidatorSettings
{
    /// <summary>
    /// Tasks of a round: enough that chance seldom turns the order of the sample models. The difference of two losses has a
    /// standard deviation of about 1.2 nats a task, and a moving average that starts at its first value hangs on the first round:
    /// at 16 tasks every twelfth run came out in another order, at 96 the smallest gap (0.45 nats) is nearly four deviations.
    /// </summary>
    private const int Tasks = 96;

    /// <summary>
    /// Phrases of an answer: fewer than the smallest vocabulary has tokens. A server that lists all its tokens leaves nothing for what
    /// it has no token for, and pays 92 nats wherever the text goes on with that.
    /// </summary>
    private const int NextTopK = 1024;

    /// <summary>Time a round has.</summary>
    public static TimeSpan RoundTimeout { get; } = TimeSpan.FromMinutes(3);

    /// <summary>The validator's settings as environment variables.</summary>
    /// <param name="storage">Connection string.</param>
    /// <param name="schedule">When rounds start.</param>
    /// <param name="adminKey">Lets this program register axons.</param>
    public static Dictionary<string, string> Create(string storage, string schedule, string adminKey) => new()
    {
        ["AzureWebJobsStorage"] = storage,
        ["RoundSchedule"] = schedule,
        ["Tasks__Folder"] = SampleModels.SampleModels.HeldOutTextFolder,
        ["Validator__AdminKey"] = adminKey,
        ["Round__Tasks"] = $"{Tasks}",
        ["Round__NextTopK"] = $"{NextTopK}",
        ["Round__RoundTimeout"] = $"{RoundTimeout:c}",
        ["Round__AnswerTimeout"] = "00:01:30", // all axons share one processor
        ["Weights__MaximumWeight"] = "1",
    };
}
