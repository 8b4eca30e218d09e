using Bittensor.Testing;
using Bittensor.Validation.Metagraph;

namespace Bittensor.Storage.Tests;

public sealed class MetagraphStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageBench _bench = new(azurite);

    private static CancellationToken Token => StorageBench.Token;

    private IMetagraphStore Store => _bench.Get<IMetagraphStore>();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Register_SeveralAxons_TakeSmallestFreeUids()
    {
        await Register("a");
        await Register("b");
        await Register("c");
        await Store.RemoveAsync(1, Token);

        Assert.Equal(1, (await Register("d")).Uid);
        Assert.Equal(3, (await Register("e")).Uid);
        Assert.Equal(["a", "d", "c", "e"], (await Store.ListAsync(Token)).Select(axon => axon.Hotkey));
    }

    [Fact]
    public async Task AddAll_MoreThanATransactionHolds_AreAllThere()
    {
        await Store.AddAllAsync(Enumerable.Range(0, 120).Select(Registration), Token);

        var rows = await Store.ListAsync(Token);
        Assert.Equal(Enumerable.Range(0, 120).Select(uid => (uid, $"key{uid}")), rows.Select(row => (row.Uid, row.Hotkey)));
        Assert.Equal(7, (await Register("key7")).Uid);
    }

    [Fact]
    public async Task AddAll_UidOrHotkeyTaken_Throws()
    {
        await Store.AddAllAsync([Registration(3)], Token);

        await Assert.ThrowsAsync<MetagraphException>(() => Store.AddAllAsync([Registration(3) with { Hotkey = "other" }], Token));
        await Assert.ThrowsAsync<MetagraphException>(() => Store.AddAllAsync([Registration(3) with { Uid = 4 }], Token));
        Assert.Single(await Store.ListAsync(Token));
    }

    [Fact]
    public async Task AddAll_WithoutUid_Throws() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.AddAllAsync([Registration(0) with { Uid = null }], Token));

    [Fact]
    public async Task Register_SameHotkeyAgain_KeepsUidAndUpdatesRow()
    {
        await Register("a");
        await Register("b");
        _bench.Clock.Advance(TimeSpan.FromHours(1));

        var again = await Store.RegisterAsync(new("a", new("http://new.test/"), new("name", "model", "gpt2", 50257, ["TextCausalLM", "TextSeq2Seq"]), 12.5), Token);

        var row = await Store.FindAsync(0, Token);
        Assert.Equal((0, "http://new.test/", 12.5), (again.Uid, row!.Url.AbsoluteUri, row.Stake));
        Assert.Equal(("name", "model", "gpt2", 50257), (row.Profile.Name, row.Profile.Model, row.Profile.Tokenizer, row.Profile.VocabularySize));
        Assert.Equal(["TextCausalLM", "TextSeq2Seq"], row.Profile.Synapses);
        Assert.Equal((StorageBench.Start, StorageBench.Start.AddHours(1)), (row.RegisteredAt, row.UpdatedAt));
        Assert.Equal(2, (await Store.ListAsync(Token)).Count);
    }

    [Fact] // keys may hold what a row key must not
    public async Task Register_HotkeyWithSlashesAndQuotes_IsKept()
    {
        await Register("a/b\\c#d?e'f");

        Assert.Equal(0, (await Register("a/b\\c#d?e'f")).Uid);
    }

    [Fact]
    public async Task Register_UidOfAnother_TakesItOver()
    {
        await Register("a");

        await Store.RegisterAsync(new("b", new("http://b.test/"), AxonProfile.Unknown, Uid: 0), Token);

        Assert.Equal("b", Assert.Single(await Store.ListAsync(Token)).Hotkey);
        Assert.Equal(1, (await Register("a")).Uid);
    }

    [Fact]
    public async Task Register_HotkeyAtOtherUid_IsRefused()
    {
        await Register("a");

        await Assert.ThrowsAsync<MetagraphException>(() => Store.RegisterAsync(new("a", new("http://a.test/"), AxonProfile.Unknown, Uid: 5), Token));
    }

    [Fact]
    public async Task Register_ManyAtOnce_EachHasItsUid()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(axon => Register($"k{axon}")));

        Assert.Equal(Enumerable.Range(0, 8), (await Store.ListAsync(Token)).Select(axon => axon.Uid));
    }

    [Fact]
    public async Task Remove_NobodyThere_IsNothing() => Assert.Null(await Store.RemoveAsync(7, Token));

    private Task<RegisteredAxon> Register(string hotkey) => Store.RegisterAsync(new(hotkey, new("http://axon.test/"), AxonProfile.Unknown), Token);

    private static AxonRegistration Registration(int uid) => new($"key{uid}", new($"http://axon{uid}.test/"), AxonProfile.Unknown, Uid: uid);
}
