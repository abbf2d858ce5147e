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
