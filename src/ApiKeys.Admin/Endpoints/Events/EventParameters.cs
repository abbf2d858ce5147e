using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;

namespace ApiKeys.Admin.Endpoints.Events;

/// <summary>Reads which audit events a request asks for.</summary>
internal static class EventParameters
{
    /// <summary>The filters, as the OpenAPI document describes them.</summary>
    public static IReadOnlyList<QueryDescription> Descriptions { get; } =
    [
        new("q", "Search words. An event matches if each word is in the subject's title or in a name, title, description, scope or reason of the event.", typeof(string)),
        new("action", "One or several actions: `action=created`, `action[]=created&action[]=revoked`.", typeof(string)),
        new("actor", "One or several ids of users or API keys that made the change.", typeof(string)),
        new("subject_id", "The id of what was changed.", typeof(string)),
        new("execution_id", "The id of the workflow execution that made the change.", typeof(string)),
        new("at", QueryDescription.Times, typeof(string)),
    ];

    public static IReadOnlyList<QueryDescription> Paging { get; } =
    [
        new("limit", "The maximum number of records. The default is 50.", typeof(int)),
        new("offset", "The number of records to skip.", typeof(int)),
    ];

    private static readonly IReadOnlyDictionary<string, ApiKeyAction> Actions = EnumNames.Of<ApiKeyAction>();

    public static ListApiKeyEventsQuery Read(QueryFields query)
    {
        var budget = new FilterBudget(query.Problems);
        return new ListApiKeyEventsQuery
        {
            Search = budget.Search(query, "q"),
            Actions = budget.Choices(query, "action", Actions),
            Actors = budget.Texts(query, "actor"),
            SubjectId = query.Text("subject_id"),
            ExecutionId = query.Text("execution_id"),
            At = budget.Times(query, "at"),
        };
    }

    public static ListApiKeyEventsQuery ReadPage(QueryFields query) => Read(query) with
    {
        Limit = query.Number("limit", 50, ListApiKeysQuery.MaxLimit),
        Offset = query.Number("offset", 0, int.MaxValue),
    };
}
