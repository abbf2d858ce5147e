namespace ApiKeys.Admin.Components.Keys.List;

/// <summary>The keys that are ticked in a list, on whichever of its pages they stand.</summary>
public sealed class KeySelection
{
    /// <summary>The most keys that can be selected: as many as one act takes.</summary>
    public const int Most = ListApiKeysQuery.MaxValues;

    private readonly Dictionary<string, ApiKeyDetails> _keys = new(StringComparer.Ordinal);

    public int Count => _keys.Count;

    public bool IsFull => Count >= Most;

    /// <summary>The keys as they were last read.</summary>
    public IReadOnlyList<ApiKeyDetails> Keys => [.. _keys.Values];

    public bool Contains(string id) => _keys.ContainsKey(id);

    /// <summary>Adds keys as long as there is room.</summary>
    public void Add(IEnumerable<ApiKeyDetails> keys)
    {
        foreach (var key in keys.Where(key => !IsFull || Contains(key.Id)))
        {
            _keys[key.Id] = key;
        }
    }

    public void Remove(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            _keys.Remove(id);
        }
    }

    public void Toggle(ApiKeyDetails key)
    {
        if (!_keys.Remove(key.Id))
        {
            Add([key]);
        }
    }

    /// <summary>Takes over how selected keys are now, and drops those that are gone.</summary>
    /// <param name="ids">The keys that were read again.</param>
    /// <param name="found">Those of them that are there.</param>
    public void Refresh(IEnumerable<string> ids, IEnumerable<ApiKeyDetails> found)
    {
        var selected = found.Where(key => Contains(key.Id)).ToList();
        Remove(ids);
        Add(selected);
    }

    public void Clear() => _keys.Clear();
}
