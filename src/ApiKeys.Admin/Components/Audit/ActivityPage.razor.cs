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

    private static IReadOnlyList<FilterOption<string>> SingleActions { get; } =
    [
        .. Enum.GetValues<ApiKeyAction>().OrderBy(action => action.IsOfTeam())
            .Select(action => new FilterOption<string>(QueryValues.Text([action])!, action.Text()) { Group = action.IsOfTeam() ? "Team" : "Keys, channels and policies" }),
    ];

    private string? ChosenActions => QueryValues.Text(Query.Actions);

    // A link may ask for several.
    private IReadOnlyList<FilterOption<string>> ActionOptions => Query.Actions.Count > 1
        ? [new(ChosenActions!, string.Join(", ", Query.Actions.Select(action => action.Text()))), .. SingleActions]
        : SingleActions;

    private static IReadOnlyList<FilterOption<string>> PersonOptions(ListContent<ApiKeyEventDetails> content) =>
        [.. content.Actors.Select(person => new FilterOption<string>(person.Id, $"By {person.Text}"))];

    private void ShowActions(string? actions) =>
        Filter(Query with { Actions = actions is null ? [] : [.. actions.Split(',').Select(action => Enum.Parse<ApiKeyAction>(action, ignoreCase: true))] });

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
