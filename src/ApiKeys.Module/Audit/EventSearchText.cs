using ApiKeys.Queries;
using ApiKeys.Workflows;

namespace ApiKeys.Audit;

/// <summary>What an event is found by.</summary>
internal static class EventSearchText
{
    private static readonly string[] Names = [EventFacts.OldName, EventFacts.NewName];

    private static readonly string[] Texts =
    [
        .. Names,
        EventFacts.OldTitle,
        EventFacts.NewTitle,
        EventFacts.OldDescription,
        EventFacts.NewDescription,
        EventFacts.OldScopes,
        EventFacts.NewScopes,
        EventFacts.AddedSalesChannelNames,
        EventFacts.RemovedSalesChannelNames,
        EventFacts.Reason,
    ];

    // Not everyone may read the other facts of a person.
    public static string Of(ApiKeyEvent row) => SearchText.Of(
        row.SubjectTitle,
        string.Join('\n', (row.SubjectId.StartsWith(Ids.UserPrefix, StringComparison.Ordinal) ? Names : Texts).Select(name => row.Facts.GetValueOrDefault(name)).OfType<string>()));
}
