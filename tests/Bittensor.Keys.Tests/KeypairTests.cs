using FsCheck.Xunit;

namespace Bittensor.Keys.Tests;

public class KeypairTests
{
    [Fact]
    public void Generate_Twice_GivesTwoKeys()
    {
        using var first = Keypair.Generate();
        using var second = Keypair.Generate();

        Assert.NotEqual(first.Hotkey, second.Hotkey);
    }

    [Fact]
    public void Sign_SameTextTwice_GivesTwoRightSignatures()
    {
        using var keypair = Keypair.Generate();
        var first = keypair.Sign("text");
        var second = keypair.Sign("text");

        Assert.NotEqual(first, second);
        Assert.True(keypair.Hotkey.Verify("text", first, out _));
        Assert.True(keypair.Hotkey.Verify("text", second, out _));
    }

    [Fact]
    public async Task Sign_ManyAtOnce_AllAreRight()
    {
        using var keypair = Keypair.Generate();
        var signatures = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(number => Task.Run(() => keypair.Sign($"text {number}"))));

        Assert.All(signatures.Index(), item => Assert.True(keypair.Hotkey.Verify($"text {item.Index}", item.Item, out _)));
    }

    [Fact]
    public void Sign_Disposed_Throws()
    {
        var keypair = Keypair.Generate();
        keypair.Dispose();

        Assert.Throws<ObjectDisposedException>(() => keypair.Sign("text"));
    }

    [Fact]
    public void ToString_Keypair_IsAddress()
    {
        using var keypair = Keypair.Generate();
        Assert.Equal(keypair.Hotkey.Address, keypair.ToString());
    }

    [Fact]
    public void FromEd25519SecretKey_NoMultipleOfEight_Throws()
    {
        byte[] secretKey = [9, .. new byte[63]];
        Assert.Equal(KeyFault.SecretMalformed, Assert.Throws<KeyException>(() => Keypair.FromEd25519SecretKey(secretKey)).Fault);
    }

    [Fact]
    public void FromSecretKey_ScalarZero_Throws() =>
        Assert.Equal(KeyFault.SecretMalformed, Assert.Throws<KeyException>(() => Keypair.FromSecretKey(new byte[64])).Fault);

    [Fact] // the group's order, and one less
    public void FromSecretKey_ScalarNotReduced_Throws()
    {
        var order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010" + new string('0', 64));
        Assert.Equal(KeyFault.SecretMalformed, Assert.Throws<KeyException>(() => Keypair.FromSecretKey(order)).Fault);

        order[0]--;
        using var keypair = Keypair.FromSecretKey(order);
        Assert.True(keypair.Hotkey.Verify("text", keypair.Sign("text"), out _));
    }

    [Property]
    public bool From_AnyBytes_MakesKeyOrThrowsKeyException(byte[] bytes, bool resize)
    {
        if (resize)
        {
            Array.Resize(ref bytes, bytes.Length % 2 == 0 ? 32 : 64);
        }

        return IsKeyOrFault(() => Keypair.FromSeed(bytes))
            && IsKeyOrFault(() => Keypair.FromSecretKey(bytes))
            && IsKeyOrFault(() => Keypair.FromEd25519SecretKey(bytes));
    }

    private static bool IsKeyOrFault(Func<Keypair> make)
    {
        try
        {
            using var keypair = make();
            return keypair.Hotkey.Verify("text", keypair.Sign("text"), out _);
        }
        catch (KeyException exception)
        {
            return exception.Fault == KeyFault.SecretMalformed;
        }
    }
}
