using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Operations;

/// <summary>Turns the ids of actors into names: people, keys that called, and the product itself.</summary>
internal sealed class ActorNames(IPeople people, KeyOperations keys)
{
    public async Task<IReadOnlyDictionary<string, ActorName>> ReadAsync(
        IEnumerable<string?> actorIds, CancellationToken cancellationToken = default)
    {
        var asked = actorIds.OfType<string>().Where(id => id.Length > 0).ToHashSet(StringComparer.Ordinal);
        var names = (await people.NamesAsync(asked, cancellationToken))
            .ToDictionary(name => name.Key, name => new ActorName(name.Key, name.Value), StringComparer.Ordinal);

        var keyIds = asked.Where(id => new Actor(id).IsKey).ToList();
        foreach (var chunk in keyIds.Chunk(ListApiKeysQuery.MaxValues))
        {
            await AddKeysAsync(chunk, names, cancellationToken);
        }

        return names;
    }

    /// <summary>The names of everyone whom audit events tell of: who acted, and who owned a key before or after.</summary>
    public Task<IReadOnlyDictionary<string, ActorName>> ReadAsync(
        IEnumerable<ApiKeyEventDetails> events, IEnumerable<string?> others, CancellationToken cancellationToken = default) => ReadAsync(
        [
            .. others,
            .. events.SelectMany(entry => new[]
            {
                entry.Actor, entry.Facts.GetValueOrDefault(EventFacts.OldOwner), entry.Facts.GetValueOrDefault(EventFacts.NewOwner),
            }),
        ],
        cancellationToken);

    /// <summary>Who can be chosen from: everyone, by name, and the person whom a link names.</summary>
    public async Task<IReadOnlyList<ActorName>> ChoicesAsync(string? alsoId, CancellationToken cancellationToken = default) =>
        await ChoicesAsync(await people.EveryoneAsync(cancellationToken), alsoId, cancellationToken);

    /// <summary>Who can own keys: everyone who can sign in, by name, and the person whom a link or a key names.</summary>
    public async Task<IReadOnlyList<ActorName>> OwnersAsync(string? alsoId, CancellationToken cancellationToken = default) =>
        await ChoicesAsync(await people.ActiveAsync(cancellationToken), alsoId, cancellationToken);

    private async Task<IReadOnlyList<ActorName>> ChoicesAsync(
        IReadOnlyDictionary<string, string> choices, string? alsoId, CancellationToken cancellationToken)
    {
        var everyone = choices.Select(person => new ActorName(person.Key, person.Value)).ToList();
        if (alsoId is not null && everyone.TrueForAll(person => person.Id != alsoId))
        {
            everyone.Add((await ReadAsync([alsoId], cancellationToken)).GetValueOrDefault(alsoId) ?? new ActorName(alsoId, alsoId));
        }

        return [.. everyone.OrderBy(person => person.Text, StringComparer.CurrentCulture)];
    }

    private async Task AddKeysAsync(string[] ids, Dictionary<string, ActorName> names, CancellationToken cancellationToken)
    {
        var found = await keys.ListAsync(new() { Ids = ids, Limit = ids.Length }, cancellationToken);
        foreach (var key in found.Value?.Items ?? [])
        {
            names[key.Id] = new ActorName(key.Id, key.Title, $"/keys/{key.Id}");
        }

        foreach (var gone in ids.Where(id => !names.ContainsKey(id)))
        {
            names[gone] = new ActorName(gone, "Deleted key");
        }
    }
}
