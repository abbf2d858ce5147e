using ApiKeys.Admin.Components.Shared.Time;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Revoke;

/// <summary>The field that says when a key is to be revoked.</summary>
internal static class RevocationField
{
    /// <summary>Reads it: a moment, or what stands at the field instead.</summary>
    public static async Task<(DateTimeOffset? Moment, string? Error)> ReadAsync(LocalTimes times, string? value, DateTimeOffset now)
    {
        var read = await times.MomentAsync(value);
        return read.Moment is { } moment ? (moment, null)
            : (null, read.IsOutOfRange ? LocalTimes.OutOfRange(now, now + RevokeApiKeyRequest.MaxDelay) : "Enter a date and a time.");
    }
}
