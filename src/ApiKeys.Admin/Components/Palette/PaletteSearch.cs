using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Layout.Navigation;
using ApiKeys.Admin.Components.SalesChannels;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Palette;

/// <summary>What the command palette finds: keys, sales channels, people, pages and actions, of each what the user may see.</summary>
internal sealed class PaletteSearch(KeyOperations keys, SalesChannelOperations channels, TeamOperations team, OperatorAccess access)
{
    /// <summary>The longest text that is searched for.</summary>
    public const int MaxLength = 200;

    private const int MostKeys = 8;
    private const int MostOthers = 5;

    /// <summary>Finds by titles, redacted tokens, ids and names.</summary>
    /// <param name="text">What was typed; only pages and actions when it is empty.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Groups that have something.</returns>
    public async Task<ApiKeyResult<IReadOnlyList<PaletteGroup>>> FindAsync(string text, CancellationToken cancellationToken)
    {
        List<PaletteGroup> groups = [];
        if (text.Length > 0)
        {
            var found = await KeysAsync(text, cancellationToken);
            if (!found.Succeeded)
            {
                return ApiKeyResult.Refused<IReadOnlyList<PaletteGroup>>(found.Errors);
            }

            groups.Add(new("Keys", found.Value));
            groups.Add(new("Sales channels", await ChannelsAsync(text, cancellationToken)));
            groups.Add(new("People", await PeopleAsync(text, cancellationToken)));
        }

        groups.Add(new("Actions", [.. (await ActionsAsync(cancellationToken)).Where(item => Has(item.Text, text))]));
        groups.Add(new("Pages", [.. (await PagesAsync(cancellationToken)).Where(item => Has(item.Text, text))]));
        return ApiKeyResult.Ok<IReadOnlyList<PaletteGroup>>([.. groups.Where(group => group.Items.Count > 0)]);
    }

    private async Task<ApiKeyResult<IReadOnlyList<PaletteItem>>> KeysAsync(string text, CancellationToken cancellationToken)
    {
        var found = await keys.ListAsync(
            new() { AnyOf = [new() { Search = text }, new() { Ids = [text] }], Sort = ApiKeySort.UpdatedAt, Limit = MostKeys }, cancellationToken);
        return found.Succeeded
            ? ApiKeyResult.Ok<IReadOnlyList<PaletteItem>>([.. found.Value.Items.Select(Item)])
            : ApiKeyResult.Refused<IReadOnlyList<PaletteItem>>(found.Errors);
    }

    private static PaletteItem Item(ApiKeyDetails key) =>
        new(key.Title, key.Type == ApiKeyType.Secret ? AppIcons.SecretKey : AppIcons.PublishableKey, KeyMessages.Href(key.Id))
        {
            Note = key.Redacted,
            IsTokenNote = true,
            State = key.Status == ApiKeyStatus.Active ? null : key.Status.ToString(),
        };

    private async Task<IReadOnlyList<PaletteItem>> ChannelsAsync(string text, CancellationToken cancellationToken)
    {
        var found = await channels.ListAsync(new() { Search = text, Limit = MostOthers }, cancellationToken);
        return
        [
            .. (found.Value?.Items ?? []).Select(channel => new PaletteItem(channel.Name, AppIcons.Store, SalesChannelMessages.Href(channel.Id))
            {
                State = channel.IsDisabled ? "Disabled" : null,
            }),
        ];
    }

    // Refused for all but owners, who alone see people.
    private async Task<IReadOnlyList<PaletteItem>> PeopleAsync(string text, CancellationToken cancellationToken)
    {
        var found = await team.ListAsync(new() { Search = text, Limit = MostOthers }, cancellationToken);
        return
        [
            .. (found.Value?.Items ?? []).Select(person => new PaletteItem(person.DisplayName, AppIcons.Account, $"/team?q={Uri.EscapeDataString(person.Email)}")
            {
                Note = person.Email,
                State = person.DeactivatedAt is null ? null : "Deactivated",
            }),
        ];
    }

    private async Task<IReadOnlyList<PaletteItem>> ActionsAsync(CancellationToken cancellationToken) => await keys.MayChangeAsync(cancellationToken)
        ?
        [
            new("Create secret key", AppIcons.Plus, null) { Creates = ApiKeyType.Secret },
            new("Create publishable key", AppIcons.Plus, null) { Creates = ApiKeyType.Publishable },
        ]
        : [];

    private async Task<IReadOnlyList<PaletteItem>> PagesAsync(CancellationToken cancellationToken)
    {
        HashSet<string> allowed = [];
        foreach (var policy in NavPages.All.Select(page => page.Policy).OfType<string>().Distinct())
        {
            if (await access.AuthorizeAsync(policy, cancellationToken) is OperatorAccessResult.Allowed)
            {
                allowed.Add(policy);
            }
        }

        return
        [
            .. NavPages.All.Where(page => page.Policy is null || allowed.Contains(page.Policy))
                .Select(page => new PaletteItem(page.Title, page.Icon, page.Href) { IsDocument = page.IsDocument }),
        ];
    }

    private static bool Has(string title, string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => title.Contains(word, StringComparison.CurrentCultureIgnoreCase));
}
