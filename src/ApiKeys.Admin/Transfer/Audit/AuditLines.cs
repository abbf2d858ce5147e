using System.Text.Json;

namespace ApiKeys.Admin.Transfer.Audit;

/// <summary>
/// Reads the lines of <see cref="AuditLogSubscriber"/> from a log that ASP.NET Core's JSON console formatter wrote: one JSON object a line. In any other
/// format a line could be made of someone's text, so no other is read.
/// </summary>
internal static class AuditLines
{
    /// <returns>When the keys ended or end, by the log; <see langword="null"/> when the file has no audit line.</returns>
    public static async Task<IReadOnlyList<KeyEnd>?> ReadEndsAsync(Stream file, CancellationToken cancellationToken)
    {
        SortedDictionary<long, Change> changes = [];
        file.Position = 0;
        using var reader = new StreamReader(file, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            // The subscriber promises each change at least once.
            if (Read(line) is { } change)
            {
                changes[change.Position] = change;
            }
        }

        return changes.Count == 0 ? null : Ends(changes.Values);
    }

    private static List<KeyEnd> Ends(IEnumerable<Change> changes)
    {
        Dictionary<string, DateTimeOffset> ends = new(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (change.Action is ApiKeyAction.Revoked or ApiKeyAction.RevocationScheduled or ApiKeyAction.RevocationTookEffect
                or ApiKeyAction.Rolled or ApiKeyAction.Expired)
            {
                ends[change.KeyId] = change.RevokedAt ?? change.At;
            }
            else if (change.Action is ApiKeyAction.RevocationCancelled)
            {
                ends.Remove(change.KeyId);
            }
        }

        return [.. ends.Select(end => new KeyEnd(end.Key, end.Value))];
    }

    private static Change? Read(string line)
    {
        if (!line.StartsWith('{') || !line.Contains(AuditLogSubscriber.Category, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            return Text(json.RootElement, "Category") == AuditLogSubscriber.Category && json.RootElement.TryGetProperty("State", out var state)
                ? new Change(
                    state.GetProperty("Position").GetInt64(),
                    Enum.Parse<ApiKeyAction>(Text(state, "Action")!),
                    Text(state, "SubjectId")!,
                    Time(Text(state, "At"))!.Value,
                    Time(Text(state, "revokedAt")))
                : null;
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or ArgumentException or FormatException or InvalidOperationException)
        {
            throw new TransferException($"An audit line can't be read: {problem.Message}", problem);
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Time(string? text) =>
        text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private sealed record Change(long Position, ApiKeyAction Action, string KeyId, DateTimeOffset At, DateTimeOffset? RevokedAt);
}
