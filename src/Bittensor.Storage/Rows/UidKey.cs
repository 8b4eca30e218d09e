using System.Globalization;

namespace Bittensor.Storage.Rows;

/// <summary>Uids as table keys: zero-padded, so that they sort by number.</summary>
internal static class UidKey
{
    /// <summary>Axons of one history partition: as many rows as one transaction may write.</summary>
    private const int GroupSize = 100;

    /// <summary>Row key of an axon.</summary>
    public static string Of(int uid) => uid.ToString("D5", CultureInfo.InvariantCulture);

    /// <summary>Reads a row key.</summary>
    public static int Parse(string key) => int.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Partition in which an axon's history lies together with that of its neighbours.</summary>
    public static string GroupOf(int uid) => (uid / GroupSize).ToString("D4", CultureInfo.InvariantCulture);
}
