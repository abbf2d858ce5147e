namespace ApiKeys.Admin.Team.Change;

/// <summary>A person to deactivate, and what becomes of the keys that they own or know. Keys that are in no list stay as they are.</summary>
/// <param name="UserId">The person.</param>
public sealed record DeactivateRequest(string UserId)
{
    /// <summary>The ids of the keys that get a new owner.</summary>
    public IReadOnlyList<string> HandOver { get; init; } = [];

    /// <summary>Who owns the keys of <see cref="HandOver"/> from now on: another person who can sign in, or <see langword="null"/> for the store.</summary>
    public string? NewOwner { get; init; }

    /// <summary>The ids of the secret keys that get a replacement. It is pending until its secret is confirmed as saved, and has the owner that its key has by then.</summary>
    public IReadOnlyList<string> Roll { get; init; } = [];

    /// <summary>How long the rolled keys keep working after that; see <see cref="RollApiKeyRequest.OldKeyEndsAfter"/>.</summary>
    public TimeSpan RolledEndAfter { get; init; }

    /// <summary>The ids of the keys that are revoked at once.</summary>
    public IReadOnlyList<string> Revoke { get; init; } = [];

    /// <summary>The versions of the keys that the caller saw, by id. If a key has another version by now, the whole request is refused. A key without an entry isn't compared.</summary>
    public IReadOnlyDictionary<string, Guid> Versions { get; init; } = new Dictionary<string, Guid>();

    internal Guid? VersionOf(string key) => Versions.TryGetValue(key, out var version) ? version : null;

    internal IEnumerable<ApiKeyError> Check()
    {
        if (HandOver.Count > 0 && NewOwner == UserId)
        {
            yield return new(ApiKeyErrorCode.Invalid, "Choose another person, or the store.", "newOwner");
        }

        if (Revoke.Intersect(HandOver.Concat(Roll)).Any())
        {
            yield return new(ApiKeyErrorCode.Invalid, "A key that is revoked can't be handed over or rolled.", "revoke");
        }
    }
}

/// <summary>A person who was deactivated.</summary>
/// <param name="Person">The person.</param>
/// <param name="Rolled">The pending replacements with their tokens; none where the call repeats an earlier one.</param>
public sealed record DeactivatedPerson(PersonDetails Person, IReadOnlyList<CreatedApiKey> Rolled);
