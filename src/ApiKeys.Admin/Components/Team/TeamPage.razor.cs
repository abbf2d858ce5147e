using System.Security.Claims;
using ApiKeys.Admin.Components.Shared.Filters;
using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Team;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Team;

/// <summary>The people who can sign in, and the invitations that are open.</summary>
public sealed partial class TeamPage : ListPage<TeamListQuery, PersonRow>
{
    private IReadOnlyList<InvitationDetails> _invitations = [];

    [Inject]
    internal TeamOperations Team { get; init; } = null!;

    [Inject]
    internal KeyOwners Owners { get; init; } = null!;

    [Inject]
    internal TeamDialogs Dialogs { get; init; } = null!;

    internal override string What => "the team";

    private static IReadOnlyList<FilterOption<string>> RoleOptions { get; } = [.. AdminRoles.All.Select(role => new FilterOption<string>(role, role))];

    private static IReadOnlyList<FilterOption<bool>> StateOptions { get; } = [new(false, "Active"), new(true, "Deactivated")];

    private HashSet<bool> ChosenStates => Query.IsDeactivated is { } isDeactivated ? [isDeactivated] : [];

    protected override TeamListQuery Read(QueryValues address) => new(address);

    protected override string IdOf(PersonRow row) => row.Person.Id;

    protected override object VersionOf(PersonRow row) => row;

    protected override async Task<ApiKeyResult<ListContent<PersonRow>>> ReadAsync(TeamListQuery query, CancellationToken cancellationToken)
    {
        var page = await Team.ListAsync(query.ToTeam(), cancellationToken);
        var invitations = page.Succeeded ? await Team.OpenInvitationsAsync(cancellationToken) : null;
        if (!page.Succeeded || !invitations!.Succeeded)
        {
            return ApiKeyResult.Refused<ListContent<PersonRow>>(page.Succeeded ? invitations!.Errors : page.Errors);
        }

        var keys = (await Owners.CountsAsync(cancellationToken)).Value;
        var self = (await Authentication!).User.FindFirstValue(ClaimTypes.NameIdentifier);
        var total = query.IsFiltered ? (await Team.ListAsync(new() { Limit = 0 }, cancellationToken)).Value?.Count ?? 0 : page.Value.Count;
        var names = await Names.ReadAsync(invitations.Value.Select(invitation => invitation.InvitedBy), cancellationToken);
        _invitations = invitations.Value;
        return ApiKeyResult.Ok(
            new ListContent<PersonRow>(page.Value.Select(person => new PersonRow(person, keys?.GetValueOrDefault(person.Id) ?? 0, person.Id == self)), total, names) { MayChange = true });
    }

    private void ShowStates(IReadOnlySet<bool> deactivated) => Filter(Query with { IsDeactivated = deactivated.Count == 1 ? deactivated.First() : null });

    private async Task InviteAsync()
    {
        await Dialogs.InviteAsync();
        await LoadAsync();
    }

    private async Task RevokeAsync(InvitationDetails invitation)
    {
        await Dialogs.RevokeAsync(invitation);
        await LoadAsync();
    }

    private async Task ActAsync((PersonAct Act, PersonRow Row) chosen)
    {
        await Dialogs.OpenAsync(chosen.Act, chosen.Row);
        await LoadAsync();
    }
}
