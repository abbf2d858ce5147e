using System.Globalization;

namespace ApiKeys;

/// <summary>The names of the facts that an event can carry in <see cref="ApiKeyEventDetails.Facts"/>.</summary>
public static class EventFacts
{
    /// <summary>The id of the other key of a roll that was aborted: the new one on the old one's event, and the reverse.</summary>
    public const string AbortedRoll = "aborted_roll";

    /// <summary>The action that was undone.</summary>
    public const string Action = "action";

    /// <summary>The ids of sales channels that a key was linked to, separated by spaces.</summary>
    public const string AddedSalesChannels = "added_sales_channels";

    /// <summary>The names of <see cref="AddedSalesChannels"/> at that moment, in the same order, each on a line.</summary>
    public const string AddedSalesChannelNames = "added_sales_channel_names";

    /// <summary>How many days a key has left before it expires, the day that has begun included.</summary>
    public const string DaysLeft = "days_left";

    /// <summary>When the key expires, in ISO 8601.</summary>
    public const string ExpiresAt = "expires_at";

    /// <summary>Whether a sales channel is disabled after the change: <c>true</c> or <c>false</c>.</summary>
    public const string IsDisabled = "is_disabled";

    /// <summary>A description before the change.</summary>
    public const string OldDescription = "old_description";

    /// <summary>A description after the change.</summary>
    public const string NewDescription = "new_description";

    /// <summary>When a key expired before the change, in ISO 8601; empty for never.</summary>
    public const string OldExpiresAt = "old_expires_at";

    /// <summary>When a key expires after the change, in ISO 8601; empty for never.</summary>
    public const string NewExpiresAt = "new_expires_at";

    /// <summary>Since when a key is not used, in ISO 8601.</summary>
    public const string IdleSince = "idle_since";

    /// <summary>A policy before the change, as JSON.</summary>
    public const string OldPolicy = "old_policy";

    /// <summary>A policy after the change, as JSON.</summary>
    public const string NewPolicy = "new_policy";

    /// <summary>Metadata before the change, as JSON.</summary>
    public const string OldMetadata = "old_metadata";

    /// <summary>Metadata after the change, as JSON.</summary>
    public const string NewMetadata = "new_metadata";

    /// <summary>A sales channel's name before the change.</summary>
    public const string OldName = "old_name";

    /// <summary>A sales channel's name after the change.</summary>
    public const string NewName = "new_name";

    /// <summary>The id of who answered for a key before the change; empty for the store.</summary>
    public const string OldOwner = "old_owner";

    /// <summary>The id of who answers for a key after the change; empty for the store.</summary>
    public const string NewOwner = "new_owner";

    /// <summary>Scopes before the change, separated by spaces.</summary>
    public const string OldScopes = "old_scopes";

    /// <summary>Scopes after the change, separated by spaces.</summary>
    public const string NewScopes = "new_scopes";

    /// <summary>A title before the change.</summary>
    public const string OldTitle = "old_title";

    /// <summary>A title after the change.</summary>
    public const string NewTitle = "new_title";

    /// <summary>The role that an invitation gives.</summary>
    public const string Role = "role";

    /// <summary>A person's role before the change.</summary>
    public const string OldRole = "old_role";

    /// <summary>A person's role after the change.</summary>
    public const string NewRole = "new_role";

    /// <summary>The id of the invitation that a person accepted.</summary>
    public const string Invitation = "invitation";

    /// <summary>The name of a passkey.</summary>
    public const string Passkey = "passkey";

    /// <summary>How many sessions ended.</summary>
    public const string Sessions = "sessions";

    /// <summary>Why a key was revoked, in people's words.</summary>
    public const string Reason = "reason";

    /// <summary>The ids of sales channels that were taken off a key, separated by spaces.</summary>
    public const string RemovedSalesChannels = "removed_sales_channels";

    /// <summary>The names of <see cref="RemovedSalesChannels"/> at that moment, in the same order, each on a line.</summary>
    public const string RemovedSalesChannelNames = "removed_sales_channel_names";

    /// <summary>The id of the key that takes over.</summary>
    public const string ReplacedBy = "replaced_by";

    /// <summary>The id of the key that was rolled.</summary>
    public const string Replaces = "replaces";

    /// <summary>When a key was to be revoked already before it was rolled, in ISO 8601.</summary>
    public const string ScheduledBefore = "scheduled_before";

    /// <summary>When a revocation takes effect, in ISO 8601.</summary>
    public const string RevokedAt = "revoked_at";

    internal static string Time(DateTimeOffset? time) => time is { } at ? Time(at) : string.Empty;

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
