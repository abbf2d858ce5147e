namespace ApiKeys.Admin.Transfer.Audit;

/// <summary>Ends the keys of a restored database that ended after its backup was made. Running it again changes nothing.</summary>
internal sealed class RevocationReplay(IApiKeyModuleService keys, TimeProvider timeProvider)
{
    private const string Reason = "Revoked again after a backup was restored.";
    private const int KeysAtOnce = 500;

    /// <returns>What was done, in a sentence for the console.</returns>
    public async Task<string> RunAsync(IReadOnlyList<KeyEnd> ends, CancellationToken cancellationToken)
    {
        var (revoked, scheduled, unknown, refused) = (0, 0, 0, new List<string>());
        foreach (var chunk in ends.Chunk(KeysAtOnce))
        {
            var found = await keys.ListAsync(
                new ListApiKeysQuery { Ids = [.. chunk.Select(end => end.KeyId)], Limit = KeysAtOnce }, cancellationToken);
            var byId = found.ToDictionary(key => key.Id, StringComparer.Ordinal);
            foreach (var end in chunk)
            {
                var now = timeProvider.GetUtcNow();
                if (!byId.TryGetValue(end.KeyId, out var key))
                {
                    unknown++;
                }
                else if (!EndsInTime(key, end, now))
                {
                    var request = new RevokeApiKeyRequest { Id = key.Id, After = end.EndsAt - now, Reason = Reason };
                    var result = await keys.RevokeAsync(request, Actor.System, null, cancellationToken);
                    if (!result.Succeeded)
                    {
                        refused.Add($"{key.Id}: {result.Errors[0].Message}");
                    }
                    else if (end.EndsAt <= now)
                    {
                        revoked++;
                    }
                    else
                    {
                        scheduled++;
                    }
                }
            }
        }

        return refused.Count == 0
            ? $"Revoked {Count(revoked)} and scheduled the revocation of {scheduled}. "
                + $"{ends.Count - revoked - scheduled - unknown} had the same end already, {unknown} are not in this database."
            : throw new TransferException($"{Count(refused.Count)} could not be revoked, {Count(revoked + scheduled)} could. {string.Join(' ', refused)}");
    }

    private static bool EndsInTime(ApiKeyDetails key, KeyEnd end, DateTimeOffset now) =>
        key.Status is ApiKeyStatus.Revoked or ApiKeyStatus.Expired
        || (end.EndsAt > now && (key.RevokedAt <= end.EndsAt || key.ExpiresAt <= end.EndsAt));

    private static string Count(int number) => number == 1 ? "1 key" : $"{number} keys";
}
