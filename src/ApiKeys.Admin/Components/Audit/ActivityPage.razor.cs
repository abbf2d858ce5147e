using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Shared;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Audit;

/// <summary>The audit trail of all keys and sales channels; what it is narrowed to is in its address.</summary>
public sealed partial class ActivityPage : ComponentBase, IDisposable
{
    private const int PageSize = 50;

    private Loadable<ActivityContent> _content = null!;
    private (string?, string?, string?, string?, string?)? _loaded;

    [SupplyParameterFromQuery(Name = "action")]
    private string? Action { get; set; }

    /// <summary>An actor's id.</summary>
    [SupplyParameterFromQuery(Name = "by")]
    private string? Person { get; set; }

    /// <summary>A key's id, deleted keys included.</summary>
    [SupplyParameterFromQuery(Name = "key")]
    private string? Key { get; set; }

    /// <summary>A workflow execution's id.</summary>
    [SupplyParameterFromQuery(Name = "execution")]
    private string? Execution { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? Page { get; set; }

    [Inject]
    internal KeyOperations Operations { get; init; } = null!;

    [Inject]
    internal ActorNames Names { get; init; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal ILogger<ActivityPage> Logger { get; init; } = null!;

    private static IReadOnlyList<FilterOption<ApiKeyAction>> ActionOptions { get; } =
        [.. Enum.GetValues<ApiKeyAction>().Select(action => new FilterOption<ApiKeyAction>(action, action.Text()))];

    private HashSet<ApiKeyAction> Actions => [.. QueryValues.Enums<ApiKeyAction>(Action)];

    private bool IsFiltered => Actions.Count > 0 || Person is not null || Key is not null || Execution is not null;

    public void Dispose() => _content.Dispose();

    protected override void OnInitialized() => _content = new Loadable<ActivityContent>("the audit trail", Logger);

    protected override async Task OnParametersSetAsync()
    {
        Person = QueryValues.Name(Person, Actor.MaxLength);
        Key = QueryValues.Name(Key, Actor.MaxLength);
        Execution = QueryValues.Name(Execution, Actor.MaxLength);
        if (RendererInfo.IsInteractive && _loaded != (Action, Person, Key, Execution, Page))
        {
            _loaded = (Action, Person, Key, Execution, Page);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        await _content.RunAsync(ReadAsync);
        if (_content.Value?.Events.PageInstead() is { } page)
        {
            Go(Actions, (page - 1) * PageSize, replace: true);
        }
    }

    private async Task<ApiKeyResult<ActivityContent>> ReadAsync(CancellationToken cancellationToken)
    {
        var actions = Actions;
        var events = await Operations.ListEventsAsync(
            new()
            {
                SubjectId = Key,
                ExecutionId = Execution,
                Actors = Person is { } person ? [person] : null,
                Actions = actions.Count > 0 ? [.. actions] : null,
                Offset = (QueryValues.Page(Page) - 1) * PageSize,
                Limit = PageSize,
            },
            cancellationToken);
        if (!events.Succeeded)
        {
            return ApiKeyResult.Refused<ActivityContent>(events.Errors);
        }

        var names = await Names.ReadAsync([Person, .. events.Value.Items.Select(entry => entry.Actor)], cancellationToken);
        return ApiKeyResult.Ok(new ActivityContent(events.Value, names));
    }

    private string PersonHref(string actor) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { ["by"] = actor, ["page"] = null });

    private void Go(HashSet<ApiKeyAction> actions, int offset, bool replace = false) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            ["action"] = QueryValues.Text(actions),
            ["page"] = offset > 0 ? (offset / PageSize) + 1 : null,
        }),
        replace: replace);
}
