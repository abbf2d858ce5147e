using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Shared;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels;

/// <summary>The list of sales channels; what it shows is in its address.</summary>
public sealed partial class SalesChannelsPage : TickingComponent
{
    private Loadable<SalesChannelListContent> _content = null!;
    private SalesChannelListQuery _query = null!;
    private SalesChannelListQuery? _loaded;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    // A string: a number that is none would be an exception, and a bad link is to open the list.
    [SupplyParameterFromQuery(Name = "page")]
    private string? Page { get; set; }

    [Inject]
    internal SalesChannelListReader Reader { get; init; } = null!;

    [Inject]
    internal SalesChannelDialogs Dialogs { get; init; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal ILogger<SalesChannelsPage> Logger { get; init; } = null!;

    private static IReadOnlyList<FilterOption<bool>> States { get; } = [new(false, "Enabled"), new(true, "Disabled")];

    private HashSet<bool> ChosenStates => _query.IsDisabled is { } isDisabled ? [isDisabled] : [];

    /// <summary>What was asked, when nothing matches it.</summary>
    private string Asked => (_query.Search, _query.IsDisabled) switch
    {
        ("", true) => "None is disabled now.",
        ("", _) => "None is enabled now.",
        (var search, null) => $"No name or description has “{search}”.",
        (var search, var isDisabled) => $"No name or description has “{search}” among those that are {(isDisabled.Value ? "disabled" : "enabled")}.",
    };

    protected override void OnInitialized() => _content = new Loadable<SalesChannelListContent>("the list of sales channels", Logger);

    protected override async Task OnParametersSetAsync()
    {
        _query = SalesChannelListQuery.Parse(Search, State, Sort, Page);
        if (Search is not null && PastedTokens.Redact(Search) != Search)
        {
            // A link that carries a token doesn't stay in the history with it.
            Go(_query, replace: true);
        }

        // Rendered ahead on the server it shows its skeleton; rows come with the circuit, once.
        if (RendererInfo.IsInteractive && _query != _loaded)
        {
            _loaded = _query;
            await LoadAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _content.Dispose();
    }

    private async Task LoadAsync()
    {
        var query = _query;
        await _content.RunAsync(cancellationToken => Reader.ReadAsync(query, cancellationToken));
        if (_content.Value?.Channels.PageInstead() is { } page)
        {
            Go(query.WithPage(page), replace: true);
        }
    }

    private void ShowMatching(string search) =>
        // Letters typed one after the other are one step back, not ten.
        Go(_query.WithSearch(search), replace: _query.Search.Length > 0 && search.Length > 0);

    private void Go(SalesChannelListQuery query, bool replace = false) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(query.ToParameters()), replace: replace);

    private async Task CreateAsync()
    {
        await Dialogs.CreateAsync();
        await LoadAsync();
    }

    private async Task ActAsync((SalesChannelAct Act, SalesChannelDetails Channel) chosen)
    {
        await Dialogs.OpenAsync(chosen.Act, chosen.Channel);
        await LoadAsync();
    }

    private string CountText(SalesChannelListContent content) => _query.IsFiltered
        ? $"{content.Channels.Count:N0} of {SalesChannelMessages.Count(content.Total)}"
        : SalesChannelMessages.Count(content.Total);
}
