using ApiKeys.Admin.Identity;
using ApiKeys.Keys;

namespace ApiKeys.Admin.Operations;

/// <summary>Turns the ids of actors into names: people, keys that called, and the product itself.</summary>
internal sealed class ActorNames(IPeople people, KeyOperations keys)
{
    public async Task<IReadOnlyDictionary<string, ActorName>> ReadAsync(
        IEnumerable<string?> actorIds, CancellationToken cancellationToken = default)
    {
        var asked = actorIds.OfType<string>().ToHashSet(StringComparer.Ordinal);
        var names = (await people.NamesAsync(asked, cancellationToken))
            .ToDictionary(name => name.Key, name => new ActorName(name.Key, name.Value), StringComparer.Ordinal);

        var keyIds = asked.Where(id => new Actor(id).IsKey).ToList();
        foreach (var chunk in keyIds.Chunk(ListApiKeysQuery.MaxLimit))
        {
            await AddKeysAsync(chunk, names, cancellationToken);
        }

        return names;
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
