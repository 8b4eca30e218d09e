using System.Text;
using System.Text.Json.Nodes;
using Bittensor.Keys.Wallets;
using FsCheck.Xunit;

namespace Bittensor.Keys.Tests.Wallets;

public sealed class WalletFileTests : IDisposable
{
    // Alice of Substrate's development phrase: keys as in the vectors, the private key divided by 8 as schnorrkel spells it.
    private const string Seed = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
    private const string PrivateKey = "33a6f3093f158a7109f679410bef1a0c54168145e0cecb4df006c1c2fffb1f09"
        + "925a225d97aa00682d6a59b95b18780c10d7032336e88f3442b42361f4a66011";
    private const string PublicKey = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
    private const string Address = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    private const string OtherKey = "8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48";
    private const string OtherAddress = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
    private const string Phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

    private readonly string _folder = Directory.CreateTempSubdirectory("keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact] // as older versions of the SDK write it, a null among the fields
    public void Parse_FileOfTheSdk_IsItsKey() => AssertAlice(Parse(
        $$"""
        {"accountId": "0x{{PublicKey}}", "publicKey": "0x{{PublicKey}}", "secretPhrase": null,
         "secretSeed": "0x{{Seed}}", "ss58Address": "{{Address}}"}
        """));

    [Fact] // as btcli writes it now, in any order
    public void Parse_FileOfBtcli_IsItsKey() => AssertAlice(Parse(
        $$"""
        {"secretSeed":"0x{{Seed}}","ss58Address":"{{Address}}","secretPhrase":"{{Phrase}}",
         "privateKey":"0x{{PrivateKey}}","publicKey":"0x{{PublicKey}}","accountId":"0x{{PublicKey}}","cryptoType":1}
        """));

    [Theory]
    [InlineData($$"""{"privateKey":"0x{{PrivateKey}}"}""")]
    [InlineData($$"""{"secretSeed":null,"privateKey":"0x{{PrivateKey}}","ss58Address":"{{Address}}"}""")]
    [InlineData($$"""{"secretSeed":"0x{{Seed}}"}""")]
    [InlineData($$"""{"secretSeed":"0x{{Seed}}","other":{"nested":[1,2]},"more":1}""")]
    [InlineData($$"""  {"secretSee\u0064":"\u0030x{{Seed}}"}  """)]
    public void Parse_SecretInAnyField_IsItsKey(string json) => AssertAlice(Parse(json));

    [Theory]
    [InlineData("", KeyFault.FileMalformed)]
    [InlineData("no JSON", KeyFault.FileMalformed)]
    [InlineData("[]", KeyFault.FileMalformed)]
    [InlineData("null", KeyFault.FileMalformed)]
    [InlineData("{", KeyFault.FileMalformed)]
    [InlineData("{\"secretSeed\":\"0x" + Seed + "\"}}", KeyFault.FileMalformed)]
    [InlineData($$"""{"secretSeed":"0x{{Seed}}"} {}""", KeyFault.FileMalformed)]
    [InlineData($$"""{"secretSeed":"{{Seed}}"}""", KeyFault.FileMalformed)]
    [InlineData($$"""{"secretSeed":"0x{{Seed}}00"}""", KeyFault.FileMalformed)]
    [InlineData("""{"secretSeed":"0xzz"}""", KeyFault.FileMalformed)]
    [InlineData("""{"secretSeed":"\ud800"}""", KeyFault.FileMalformed)]
    [InlineData("""{"secretSeed":1}""", KeyFault.FileMalformed)]
    [InlineData("""{"privateKey":["x"]}""", KeyFault.FileMalformed)]
    [InlineData($$"""{"privateKey":"0x{{Seed}}"}""", KeyFault.FileMalformed)]
    [InlineData($$"""{"secretSeed":"0x{{Seed}}","secretSeed":"0x{{Seed}}"}""", KeyFault.FileMalformed)]
    [InlineData($$"""{"secretSeed":"0x{{Seed}}","cryptoType":0}""", KeyFault.FileMalformed)]
    [InlineData("{}", KeyFault.FileWithoutSecret)]
    [InlineData($$"""{"publicKey":"0x{{PublicKey}}","ss58Address":"{{Address}}"}""", KeyFault.FileWithoutSecret)]
    [InlineData($$"""{"secretPhrase":"{{Phrase}}"}""", KeyFault.FileWithoutSecret)]
    [InlineData($$"""{"secretSeed":"0x{{Seed}}","publicKey":"0x{{OtherKey}}"}""", KeyFault.FileContradictory)]
    [InlineData($$"""{"secretSeed":"0x{{Seed}}","accountId":"0x{{OtherKey}}"}""", KeyFault.FileContradictory)]
    [InlineData($$"""{"secretSeed":"0x{{Seed}}","ss58Address":"{{OtherAddress}}"}""", KeyFault.FileContradictory)]
    [InlineData($$"""{"secretSeed":"0x{{OtherKey}}","privateKey":"0x{{PrivateKey}}"}""", KeyFault.FileContradictory)]
    [InlineData("$NACL\u0001\u0002", KeyFault.FileEncrypted)]
    [InlineData("$ANSIBLE_VAULT;1.1;AES256\n6131", KeyFault.FileEncrypted)]
    [InlineData("gAAAAABmZmZm", KeyFault.FileEncrypted)]
    public void Parse_NoUsableFile_SaysWhyWithoutQuoting(string content, KeyFault expected)
    {
        var exception = Assert.Throws<KeyException>(() => Parse(content));

        Assert.Equal(expected, exception.Fault);
        Assert.StartsWith("No key can be read from test: ", exception.Message, StringComparison.Ordinal);
        AssertQuotesNothing(exception);
    }

    [Fact] // 0 would be the identity, which signs for everybody
    public void Parse_PrivateKeyIsZero_IsMalformedSecret()
    {
        var exception = Assert.Throws<KeyException>(() => Parse($$"""{"privateKey":"0x{{new string('0', 128)}}"}"""));
        Assert.Equal(KeyFault.SecretMalformed, exception.Fault);
    }

    [Fact]
    public void Parse_LargeFile_IsRefused() =>
        Assert.Equal(KeyFault.FileMalformed, Assert.Throws<KeyException>(() => Parse(new string(' ', 100_000))).Fault);

    [Theory]
    [InlineData("0x" + Seed)]
    [InlineData(Seed)]
    [InlineData(" 0x" + Seed + "\n")]
    [InlineData("0x" + PrivateKey)]
    [InlineData($$""" {"secretSeed":"0x{{Seed}}"} """)]
    public void FromSetting_SecretOrFile_IsItsKey(string value) => AssertAlice(WalletFile.FromSetting(value, "test"));

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData(Phrase)]
    [InlineData("0x" + Seed + "0")]
    [InlineData("0xzz" + Seed)]
    public void FromSetting_NoSecret_SaysWhyWithoutQuoting(string value)
    {
        var exception = Assert.Throws<KeyException>(() => WalletFile.FromSetting(value, "Axon:Key"));

        Assert.Equal(KeyFault.FileMalformed, exception.Fault);
        Assert.Contains("Axon:Key", exception.Message, StringComparison.Ordinal);
        AssertQuotesNothing(exception);
    }

    [Fact]
    public void Create_NewFile_IsReadAgainAndOnlyItsOwners()
    {
        var path = Path.Combine(_folder, "wallet", "hotkeys", "default");
        using var made = WalletFile.Create(path);
        using var read = WalletFile.Read(path);

        Assert.Equal(made.Hotkey, read.Hotkey);
        Assert.True(made.Hotkey.Verify("text", read.Sign("text"), out _));
        var fields = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        Assert.Equal(["accountId", "publicKey", "secretPhrase", "secretSeed", "ss58Address"], fields.Select(field => field.Key));
        Assert.Equal(made.Hotkey.Address, fields["ss58Address"]!.GetValue<string>());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void Create_FileIsThere_KeepsIt()
    {
        var path = Path.Combine(_folder, "default");
        WalletFile.Create(path).Dispose();
        var content = File.ReadAllText(path);

        Assert.Equal(KeyFault.FileUnreadable, Assert.Throws<KeyException>(() => WalletFile.Create(path)).Fault);
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("missing/too")]
    [InlineData("null\0character")]
    [InlineData("")]
    public void Read_NoFile_IsFault(string name)
    {
        var exception = Assert.Throws<KeyException>(() => WalletFile.Read(Path.Combine(_folder, name)));
        Assert.Equal(KeyFault.FileUnreadable, exception.Fault);
    }

    [Fact]
    public void Read_LargeFile_IsFault()
    {
        var path = Path.Combine(_folder, "large");
        File.WriteAllText(path, new string(' ', 1_000_000));

        Assert.Equal(KeyFault.FileMalformed, Assert.Throws<KeyException>(() => WalletFile.Read(path)).Fault);
    }

    [Property(MaxTest = 1000)]
    public bool Parse_AnyBytes_ThrowsKeyException(byte[] content) => IsKeyOrFault(content, mayBeKey: false);

    [Property(MaxTest = 3000)]
    public bool Parse_MutatedFile_IsAliceOrKeyException(int position, byte value, bool remove)
    {
        var json =
            $$"""
            {"secretSeed":"0x{{Seed}}","privateKey":"0x{{PrivateKey}}","publicKey":"0x{{PublicKey}}","ss58Address":"{{Address}}"}
            """;
        List<byte> content = [.. Encoding.UTF8.GetBytes(json)];
        var index = (int)((uint)position % (uint)content.Count);
        if (remove)
        {
            content.RemoveAt(index);
        }
        else
        {
            content[index] = value;
        }

        return IsKeyOrFault([.. content], mayBeKey: true);
    }

    private static bool IsKeyOrFault(byte[] content, bool mayBeKey)
    {
        try
        {
            using var keypair = WalletFile.Parse(content, "test");
            return mayBeKey && keypair.Hotkey.Address == Address;
        }
        catch (KeyException)
        {
            return true;
        }
    }

    private static Keypair Parse(string content) => WalletFile.Parse(Encoding.UTF8.GetBytes(content), "test");

    private static void AssertAlice(Keypair keypair)
    {
        using (keypair)
        {
            Assert.Equal(Address, keypair.Hotkey.Address);
            Assert.True(Hotkey.Parse(Address).Verify("text", keypair.Sign("text"), out _));
        }
    }

    private static void AssertQuotesNothing(KeyException exception)
    {
        Assert.Null(exception.InnerException);
        Assert.All(
            [Seed[..8], PrivateKey[..8], PublicKey[..8], "bottom", "zz"],
            secret => Assert.DoesNotContain(secret, exception.ToString(), StringComparison.Ordinal));
    }
}
