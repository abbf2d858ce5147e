using ApiKeys.Workflows;

namespace ApiKeys.Admin.Text;

/// <summary>What people are told while the store is away, full or read-only: the same in the API, on pages and in dialogs.</summary>
internal static class StoreMessages
{
    public const string NothingChanged = "Nothing was changed.";

    /// <summary>What happened.</summary>
    public static string Of(StoreFailureKind kind) => kind switch
    {
        StoreFailureKind.Full => "The database has no room for changes.",
        StoreFailureKind.ReadOnly => "The database takes no changes: it is read-only.",
        StoreFailureKind.FileLost => "The database file was moved away or replaced.",
        _ => "The database can't be reached.",
    };

    /// <summary>What to do once nothing was changed.</summary>
    public static string WhatToDo(StoreFailureKind kind) => kind switch
    {
        StoreFailureKind.Full => "Try again once the operator of this server has made room.",
        StoreFailureKind.ReadOnly => "Try again once the operator of this server has made it writable.",
        StoreFailureKind.FileLost => "Try again once the operator of this server has put it back.",
        _ => "Try again in a few seconds.",
    };

    /// <summary>What happened, that nothing was changed, and what to do.</summary>
    public static string Unchanged(StoreFailureKind kind) => $"{Of(kind)} {NothingChanged} {WhatToDo(kind)}";

    /// <summary>What happened, and that the change may have taken effect.</summary>
    public static string Unknown(StoreFailureKind kind) => $"{Of(kind)} The outcome is not known. Look before you try again.";
}
