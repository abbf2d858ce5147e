namespace ApiKeys.E2ETests.Kill;

internal enum KillAct
{
    Create,
    Update,
    Revoke,
    Schedule,
    CancelRevocation,
    Roll,
    Delete,
    Link,
}

/// <summary>Something a client wants done, and goes on asking for until it is answered.</summary>
/// <param name="Act">What.</param>
/// <param name="Call">How it is asked for; the same each time.</param>
/// <param name="Key">The key it is done to, where there is one already.</param>
/// <param name="Title">The title it gives, where it gives one.</param>
/// <param name="Channels">The channels that the key has afterwards, where it changes them.</param>
internal sealed record KillOperation(KillAct Act, KillCall Call, KnownKey? Key, string? Title = null, IReadOnlyList<string>? Channels = null)
{
    /// <summary>Whether the server was killed before it answered.</summary>
    public bool WasCutOff { get; set; }

    public bool IsDoomed => Title?.Contains(OutsideHooks.Doomed, StringComparison.Ordinal) == true;

    /// <summary>Whether the store holds the whole of what was asked for. What is doomed may stand until it is undone.</summary>
    public bool IsDoneIn(StoreSnapshot store, StoredKey key, bool isSettled) => Act switch
    {
        KillAct.Update => key.Title == Title && !(isSettled && IsDoomed),
        KillAct.Revoke => key.RevokedAt is not null,
        KillAct.Schedule => key.RevokedAt is not null,
        KillAct.CancelRevocation => key.RevokedAt is null,
        KillAct.Delete => key.DeletedAt is not null && !store.Channels[key.Id].Any(),
        KillAct.Link => store.Channels[key.Id].SequenceEqual(Channels!),
        KillAct.Roll => key.RevokedAt is not null && store.Keys.Values.Any(other => other.ReplacesId == key.Id && other.ActivatedAt is not null),
        _ => false,
    };
}
