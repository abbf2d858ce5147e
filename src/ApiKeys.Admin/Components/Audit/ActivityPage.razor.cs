using ApiKeys.Admin.Components.Shared.Filters;
using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Audit;

/// <summary>The audit log of keys, sales channels and people.</summary>
public sealed partial class ActivityPage : ListPage<ActivityQuery, ApiKeyEventDetails>
{
    [Inject]
    internal KeyOperations Operations { get; init; } = null!;

    internal override string What => "the activity";

    private static IReadOnlyList<FilterOption<ApiKeyAction>> ActionOptions { get; } =
        [.. Enum.GetValues<ApiKeyAction>().Where(action => !action.IsOfTeam()).Select(action => new FilterOption<ApiKeyAction>(action, action.Text()))];

    private static IReadOnlyList<FilterOption<string>> TeamOptions { get; } =
    [
        .. Enum.GetValues<ApiKeyAction>().Where(action => action.IsOfTeam()).Select(action => new FilterOption<string>(action.ToString(), action.Text())),
    ];

    private static IReadOnlyList<FilterOption<string>> PersonOptions(ListContent<ApiKeyEventDetails> content) =>
        [.. content.Actors.Select(person => new FilterOption<string>(person.Id, $"By {person.Text}"))];

    private string? TeamAction => Query.Actions is [var action] && action.IsOfTeam() ? action.ToString() : null;

    // Beside the chips: as chips they would take three lines more.
    private void ShowTeam(string? action) => Filter(Query with { Actions = action is null ? [] : [Enum.Parse<ApiKeyAction>(action)] });

    protected override ActivityQuery Read(QueryValues address) => new(address);

    protected override string IdOf(ApiKeyEventDetails row) => row.Id;

    protected override object VersionOf(ApiKeyEventDetails row) => row.Id;

    protected override async Task<ApiKeyResult<ListContent<ApiKeyEventDetails>>> ReadAsync(ActivityQuery query, CancellationToken cancellationToken)
    {
        var events = await Operations.ListEventsAsync(query.ToModule(Now), cancellationToken);
        if (!events.Succeeded)
        {
            return ApiKeyResult.Refused<ListContent<ApiKeyEventDetails>>(events.Errors);
        }

        var names = await Names.ReadAsync(events.Value.Items, [query.By], cancellationToken);
        return ApiKeyResult.Ok(new ListContent<ApiKeyEventDetails>(events.Value, Total: null, names)
        {
            Actors = await Names.ChoicesAsync(query.By, cancellationToken),
        });
    }
}
