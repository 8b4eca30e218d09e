using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Bittensor.Validation.Metagraph;

namespace Bittensor.Storage.Rows;

/// <summary>Axons as entities of the metagraph table.</summary>
internal static class AxonRow
{
    public const string Partition = "metagraph";
    private const string UidPrefix = "uid-", HotkeyPrefix = "hotkey-";

    /// <summary>Rows that hold axons, not pointers at them.</summary>
    public static string AxonFilter { get; } =
        TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {UidPrefix} and RowKey lt {"uid."}");

    public static string RowKey(int uid) => UidPrefix + UidKey.Of(uid);

    public static TableEntity ToEntity(RegisteredAxon row) => new(Partition, RowKey(row.Uid))
    {
        ["Uid"] = row.Uid,
        ["Hotkey"] = row.Hotkey,
        ["Url"] = row.Url.AbsoluteUri,
        ["Name"] = row.Profile.Name,
        ["Model"] = row.Profile.Model,
        ["Tokenizer"] = row.Profile.Tokenizer,
        ["VocabularySize"] = row.Profile.VocabularySize,
        ["Synapses"] = string.Join(',', row.Profile.Synapses),
        ["Stake"] = row.Stake,
        ["RegisteredAt"] = row.RegisteredAt,
        ["UpdatedAt"] = row.UpdatedAt,
    };

    public static RegisteredAxon FromEntity(TableEntity entity) => new(
        entity.GetInt32("Uid")!.Value,
        entity.GetString("Hotkey"),
        new Uri(entity.GetString("Url")),
        new(
            entity.GetString("Name"),
            entity.GetString("Model"),
            entity.GetString("Tokenizer"),
            entity.GetInt32("VocabularySize"),
            (entity.GetString("Synapses") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)),
        entity.GetDouble("Stake") ?? 0,
        entity.GetDateTimeOffset("RegisteredAt")!.Value,
        entity.GetDateTimeOffset("UpdatedAt")!.Value)
    {
        Version = entity.ETag.ToString(),
    };

    /// <summary>Keeps a hotkey from being registered twice. Hashed, since a key may hold characters that a row key must
    /// not.</summary>
    public static TableEntity Pointer(string hotkey, int uid) => new(Partition, HotkeyPrefix + Hash(hotkey))
    {
        ["Uid"] = uid,
        ["Hotkey"] = hotkey,
    };

    private static string Hash(string hotkey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hotkey)));
}
