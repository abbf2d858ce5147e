using System.Globalization;
using System.Text.Json;
using ApiKeys.Workflows;

namespace ApiKeys.E2ETests.Kill;

/// <summary>Works out from the audit trail alone what each key must be, and compares.</summary>
internal sealed class EventReplay
{
    private readonly Stack<string> _titles = [];
    private readonly Stack<DateTimeOffset?> _ends = new([null]);
    private readonly Stack<IReadOnlyList<string>> _channels = new([[]]);
    private int _created;
    private int _deleted;

    public static IEnumerable<string> Problems(StoreSnapshot store)
    {
        var trails = store.Events.Where(row => row.SubjectId.StartsWith(Ids.KeyPrefix, StringComparison.Ordinal)).ToLookup(row => row.SubjectId);
        foreach (var id in store.Keys.Keys.Where(id => !trails.Contains(id)))
        {
            yield return $"{id} is told of by no event";
        }

        foreach (var trail in trails)
        {
            var replay = new EventReplay();
            foreach (var row in trail)
            {
                replay.Apply(row);
            }

            if (!replay.Fits(store.Keys.GetValueOrDefault(trail.Key), store.Channels[trail.Key]))
            {
                yield return $"{trail.Key} is {store.Keys.GetValueOrDefault(trail.Key)}; the trail says "
                    + string.Join(", ", trail.Select(row => $"{row.Action} {row.Facts}"));
            }
        }
    }

    private void Apply(StoredEvent row)
    {
        var facts = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Facts)!;
        var isUndo = row.Action == ApiKeyAction.Undone;
        var action = isUndo ? Enum.Parse<ApiKeyAction>(facts[EventFacts.Action]) : row.Action;
        switch (action)
        {
            case ApiKeyAction.Created:
                _created += isUndo ? -1 : 1;
                Change(_titles, isUndo, row.SubjectTitle);
                Change(_channels, isUndo, Linked(facts));
                break;
            case ApiKeyAction.SalesChannelsChanged:
                Change(_channels, isUndo, Linked(facts));
                break;
            case ApiKeyAction.Updated:
                Change(_titles, isUndo, facts.GetValueOrDefault(EventFacts.NewTitle, row.SubjectTitle));
                break;
            case ApiKeyAction.Revoked or ApiKeyAction.RevocationScheduled or ApiKeyAction.Rolled:
                Change(_ends, isUndo, isUndo ? null : DateTimeOffset.Parse(facts[EventFacts.RevokedAt], CultureInfo.InvariantCulture));
                break;
            case ApiKeyAction.RevocationCancelled:
                Change(_ends, isUndo, null);
                break;
            case ApiKeyAction.Deleted or ApiKeyAction.Discarded:
                _deleted += isUndo ? -1 : 1;
                Change(_channels, isUndo, Linked(facts));
                break;
        }
    }

    private IReadOnlyList<string> Linked(Dictionary<string, string> facts) =>
    [
        .. _channels.Peek().Except(Listed(facts, EventFacts.RemovedSalesChannels)).Concat(Listed(facts, EventFacts.AddedSalesChannels))
            .Order(StringComparer.Ordinal),
    ];

    private bool Fits(StoredKey? key, IEnumerable<string> channels) => key is null
        ? _created == 0
        : (_created, _deleted) == (1, key.DeletedAt is null ? 0 : 1)
            && key.Title == _titles.Peek()
            && key.RevokedAt == _ends.Peek()
            && channels.SequenceEqual(_channels.Peek());

    private static string[] Listed(Dictionary<string, string> facts, string name) =>
        facts.GetValueOrDefault(name, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void Change<T>(Stack<T> values, bool isUndo, T value)
    {
        if (isUndo)
        {
            values.Pop();
        }
        else
        {
            values.Push(value);
        }
    }
}
