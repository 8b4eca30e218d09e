using Bittensor.Keys.Nonces;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;

namespace Bittensor.Keys.Tests.Nonces;

public class NonceWindowTests
{
    private const string Uuid = "88611e90-059c-11f0-a1b3-5eb2e06b4058";
    private const long Millisecond = 1_000_000, Second = 1000 * Millisecond;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(12);
    private static readonly Hotkey Caller = new([1, .. new byte[31]]), Other = new([2, .. new byte[31]]);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddSeconds(1_764_000_000));
    private readonly NonceWindowOptions _options = new() { RefuseEarlierThanStart = false };

    private long Now => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    [Fact]
    public async Task Take_SameNonceTwice_IsReplayed()
    {
        var window = Open();

        Assert.Equal(NonceOutcome.Taken, await Take(window, Now));
        Assert.Equal(NonceOutcome.Replayed, await Take(window, Now));
        Assert.Equal(1, window.Count);
    }

    [Fact] // requests of one dendrite overtake each other
    public async Task Take_EarlierNonceLater_IsTaken()
    {
        var window = Open();
        foreach (var age in new[] { 3, 1, 2, 0, 4 })
        {
            Assert.Equal(NonceOutcome.Taken, await Take(window, Now - (age * Millisecond)));
        }
    }

    [Fact]
    public async Task Take_SameNonceOfAnotherCallerOrProcess_IsTaken()
    {
        var window = Open();

        Assert.Equal(NonceOutcome.Taken, await Take(window, Now));
        Assert.Equal(NonceOutcome.Taken, await Take(window, Other, Uuid, Now, Timeout));
        Assert.Equal(NonceOutcome.Taken, await Take(window, Caller, "another", Now, Timeout));
    }

    [Theory] // 4 s and the timeout of 12 s back, 4 s ahead
    [InlineData(16_000, NonceOutcome.Taken)]
    [InlineData(16_001, NonceOutcome.Expired)]
    [InlineData(-4000, NonceOutcome.Taken)]
    [InlineData(-4001, NonceOutcome.FromFuture)]
    [InlineData(1_764_000_000_000, NonceOutcome.Expired)]
    [InlineData(-7_000_000_000_000, NonceOutcome.FromFuture)]
    public async Task Take_Age_IsTakenWithinGraceAndTimeout(long ageInMilliseconds, NonceOutcome expected) =>
        Assert.Equal(expected, await Take(Open(), Now - (ageInMilliseconds * Millisecond)));

    [Theory]
    [InlineData(long.MinValue, NonceOutcome.Expired)]
    [InlineData(0, NonceOutcome.Expired)]
    [InlineData(86_400_000_000_000, NonceOutcome.Expired)] // time.monotonic_ns of a machine that runs for a day, as v7.1 sends
    [InlineData(long.MaxValue, NonceOutcome.FromFuture)]
    public async Task Take_NonceOfAnotherTime_IsRefused(long nonce, NonceOutcome expected) =>
        Assert.Equal(expected, await Take(Open(), nonce));

    [Theory] // the timeout is not signed
    [InlineData("-10675199.02:48:05.4775808", 4)]
    [InlineData("00:00:00", 4)]
    [InlineData("10675199.02:48:05.4775807", 64)]
    public async Task Take_TimeoutOutOfRange_IsCapped(string timeout, int seconds)
    {
        var window = Open();
        var oldest = Now - (seconds * Second);

        Assert.Equal(NonceOutcome.Taken, await Take(window, Caller, Uuid, oldest, TimeSpan.Parse(timeout)));
        Assert.Equal(NonceOutcome.Expired, await Take(window, Caller, Uuid, oldest - 1, TimeSpan.Parse(timeout)));
    }

    [Fact] // remembered for 4 s and its own timeout only, the copy would be taken
    public async Task Take_CopyClaimsLongerTimeout_IsReplayed()
    {
        var window = Open();
        var nonce = Now;
        await Take(window, Caller, Uuid, nonce, TimeSpan.FromSeconds(1));

        for (var second = 0; second < 64; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(NonceOutcome.Replayed, await Take(window, Caller, Uuid, nonce, TimeSpan.FromHours(1)));
        }

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(NonceOutcome.Expired, await Take(window, Caller, Uuid, nonce, TimeSpan.FromHours(1)));
        Assert.Equal(0, window.Count);
    }

    [Fact]
    public async Task Take_CopyAfterRestart_IsExpired()
    {
        _options.RefuseEarlierThanStart = true;
        var nonce = Now;
        await Take(new NonceWindow(_options, _time), nonce);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        var restarted = new NonceWindow(_options, _time);

        Assert.Equal(NonceOutcome.Expired, await Take(restarted, nonce));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(NonceOutcome.Taken, await Take(restarted, Now));
    }

    [Fact]
    public async Task Take_ClockIsSetBack_CopyIsStillRefused()
    {
        var time = new AdjustableTime { Now = _time.GetUtcNow() };
        var window = new NonceWindow(_options, time);
        var nonce = Now;
        await Take(window, nonce);
        time.Now += TimeSpan.FromSeconds(100);
        await Take(window, nonce + (100 * Second));
        time.Now -= TimeSpan.FromSeconds(100);

        Assert.Equal(NonceOutcome.Expired, await Take(window, nonce));
    }

    [Fact]
    public async Task Take_MoreThanCapacity_ForgetsOldestSecondAndRefusesIt()
    {
        _options.Capacity = 1024;
        var window = Open();
        for (var number = 0; number < 2048; number++)
        {
            Assert.Equal(NonceOutcome.Taken, await Take(window, Now));
            _time.Advance(TimeSpan.FromMilliseconds(5));
        }

        Assert.InRange(window.Count, 1024 - 200, 1024);
        for (var number = 1; number <= 2048; number++)
        {
            var copy = await Take(window, Now - (number * 5 * Millisecond));
            Assert.True(copy is NonceOutcome.Replayed or NonceOutcome.Expired, $"{number}: {copy}");
        }
    }

    [Fact]
    public async Task Take_MoreThanCapacityOfOneHotkey_RefusesThatHotkeyOnly()
    {
        _options.CapacityPerHotkey = 64;
        var window = Open();
        for (var number = 0; number < 64; number++)
        {
            Assert.Equal(NonceOutcome.Taken, await Take(window, Now + number));
        }

        Assert.Equal(NonceOutcome.TooMany, await Take(window, Now + 64));
        Assert.Equal(NonceOutcome.Taken, await Take(window, Other, Uuid, Now, Timeout));
        _time.Advance(TimeSpan.FromSeconds(70));
        Assert.Equal(NonceOutcome.Taken, await Take(window, Now));
        Assert.Equal(1, window.Count);
    }

    [Fact]
    public async Task Take_ManyAtOnceOfOneKey_EachIsTakenOnce()
    {
        var window = Open();
        var nonces = Enumerable.Range(0, 64).Select(number => Now + number).ToList();
        var outcomes = await Task.WhenAll(
            nonces.Concat(nonces).Concat(nonces).Select(nonce => Task.Run(() => Take(window, nonce))));

        Assert.Equal(64, outcomes.Count(outcome => outcome == NonceOutcome.Taken));
        Assert.Equal(128, outcomes.Count(outcome => outcome == NonceOutcome.Replayed));
    }

    [Fact]
    public async Task Take_LongUuids_AreToldApart()
    {
        var window = Open();
        var uuid = new string('x', 100_000);

        Assert.Equal(NonceOutcome.Taken, await Take(window, Caller, uuid, Now, Timeout));
        Assert.Equal(NonceOutcome.Taken, await Take(window, Caller, uuid + "y", Now, Timeout));
        Assert.Equal(NonceOutcome.Replayed, await Take(window, Caller, uuid, Now, Timeout));
    }

    [Property] // whatever order, times and timeouts: none is taken twice
    public async Task<bool> Take_AnySequence_NoNonceIsTakenTwice((byte Age, byte Timeout, byte Wait)[] requests)
    {
        _options.Capacity = 8; // below its range, to forget often
        var window = Open();
        var taken = new HashSet<long>();
        foreach (var (age, timeout, wait) in requests)
        {
            _time.Advance(TimeSpan.FromSeconds(wait / 32));
            var nonce = (Now / Second * Second) - ((age / 4) * Second);
            var outcome = await Take(window, Caller, Uuid, nonce, TimeSpan.FromSeconds(timeout));
            if (outcome == NonceOutcome.Taken && !taken.Add(nonce))
            {
                return false;
            }
        }

        return window.Count <= 8;
    }

    [Fact]
    public void Describe_EveryOutcome_HasWordsOfItsOwn()
    {
        var descriptions = Enum.GetValues<NonceOutcome>().Select(outcome => outcome.Describe()).ToList();

        Assert.Distinct(descriptions);
        Assert.All(descriptions, text => Assert.Contains(' ', text));
    }

    private NonceWindow Open() => new(_options, _time);

    private static Task<NonceOutcome> Take(NonceWindow window, long nonce) => Take(window, Caller, Uuid, nonce, Timeout);

    private static async Task<NonceOutcome> Take(NonceWindow window, Hotkey hotkey, string uuid, long nonce, TimeSpan timeout) =>
        await window.TakeAsync(hotkey, uuid, nonce, timeout, TestContext.Current.CancellationToken);

    /// <summary>A clock that can be set back, which FakeTimeProvider cannot.</summary>
    private sealed class AdjustableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
