namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a request needs.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>A user's token; not supported by the local worker.</summary>
    User = 1,

    /// <summary>The function key, or the admin key.</summary>
    Function = 2,

    /// <summary>An extension's key; only the admin key passes locally.</summary>
    System = 3,

    /// <summary>The admin key.</summary>
    Admin = 4,
}
