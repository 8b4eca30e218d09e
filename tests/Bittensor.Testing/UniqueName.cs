namespace Bittensor.Testing;

/// <summary>Names that no other test uses, valid for storage queues, tables and blob containers alike.</summary>
public static class UniqueName
{
    /// <summary>Returns <paramref name="prefix"/> followed by 16 random hexadecimal digits.</summary>
    /// <param name="prefix">Lower-case letters and digits, at least one, beginning with a letter; at most 40.</param>
    public static string Create(string prefix = "test") => prefix + Guid.NewGuid().ToString("N")[..16];
}
