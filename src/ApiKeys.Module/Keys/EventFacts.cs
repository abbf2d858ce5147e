using System.Globalization;

namespace ApiKeys.Keys;

/// <summary>The names of the facts that an event can carry in <see cref="ApiKeyEventDetails.Facts"/>.</summary>
public static class EventFacts
{
    /// <summary>The action that was undone.</summary>
    public const string Action = "action";

    /// <summary>When the key expires, in ISO 8601.</summary>
    public const string ExpiresAt = "expires_at";

    /// <summary>A description before the change.</summary>
    public const string OldDescription = "old_description";

    /// <summary>A description after the change.</summary>
    public const string NewDescription = "new_description";

    /// <summary>Scopes before the change, separated by spaces.</summary>
    public const string OldScopes = "old_scopes";

    /// <summary>Scopes after the change, separated by spaces.</summary>
    public const string NewScopes = "new_scopes";

    /// <summary>A title before the change.</summary>
    public const string OldTitle = "old_title";

    /// <summary>A title after the change.</summary>
    public const string NewTitle = "new_title";

    /// <summary>Why a key was revoked, in people's words.</summary>
    public const string Reason = "reason";

    /// <summary>The id of the key that takes over.</summary>
    public const string ReplacedBy = "replaced_by";

    /// <summary>The id of the key that was rolled.</summary>
    public const string Replaces = "replaces";

    /// <summary>When a revocation takes effect, in ISO 8601.</summary>
    public const string RevokedAt = "revoked_at";

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
