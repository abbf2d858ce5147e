using ApiKeys.Admin.Components.Shared.Time;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Edit;

/// <summary>What another user changed since a dialog was opened, in sentences.</summary>
internal static class KeyChanges
{
    /// <summary>What a key's edit dialog shows: title, description, scopes, owner, expiry.</summary>
    public static IEnumerable<string> OfContent(ApiKeyDetails seen, ApiKeyDetails current, DateTimeOffset now)
    {
        if (seen.Title != current.Title)
        {
            yield return $"The title is now “{current.Title}”.";
        }

        if (seen.Description != current.Description)
        {
            yield return current.Description.Length > 0 ? $"The description is now “{current.Description}”." : "The description is now empty.";
        }

        if (!seen.Scopes.SequenceEqual(current.Scopes))
        {
            yield return current.Scopes.Count > 0 ? $"The scopes are now {string.Join(", ", current.Scopes)}." : "It now has no scopes.";
        }

        if (seen.OwnedBy != current.OwnedBy)
        {
            yield return current.OwnedBy is null ? "It now belongs to the store." : "It now has another owner.";
        }

        if (seen.ExpiresAt != current.ExpiresAt)
        {
            yield return current.ExpiresAt is { } expires ? $"It now expires {RelativeTimeText.Of(expires, now)}." : "It no longer expires.";
        }
    }

    /// <summary>All that matters to a dialog about the key: its content, its revocation, its end.</summary>
    /// <param name="seen">The key as the dialog shows it.</param>
    /// <param name="current">The key as it is; <see langword="null"/> when it is deleted.</param>
    /// <param name="now">The time.</param>
    public static IEnumerable<string> OfAll(ApiKeyDetails seen, ApiKeyDetails? current, DateTimeOffset now) =>
        current is null ? ["It is deleted."]
        : OfContent(seen, current, now).Concat(
            current.Status == ApiKeyStatus.Revoked && seen.Status != ApiKeyStatus.Revoked ? ["It is revoked, and every request with it is refused."]
            : current.Status == ApiKeyStatus.Active && seen.Status == ApiKeyStatus.Pending ? ["It is confirmed and works."]
            : OfRevocation(seen, current, now));

    /// <summary>When it is to be revoked, and why.</summary>
    public static IEnumerable<string> OfRevocation(ApiKeyDetails seen, ApiKeyDetails current, DateTimeOffset now)
    {
        if (seen.RevokedAt != current.RevokedAt)
        {
            yield return current.RevokedAt is { } at ? $"It is now set to be revoked {RelativeTimeText.Of(at, now)}." : "Its revocation was cancelled.";
        }

        if (seen.RevokeReason != current.RevokeReason && current.RevokeReason is { } reason)
        {
            yield return $"The reason is now “{reason}”.";
        }
    }
}
