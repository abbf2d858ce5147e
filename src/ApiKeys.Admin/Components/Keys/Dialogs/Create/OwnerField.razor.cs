using System.Security.Claims;
using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Create;

/// <summary>Who answers for a key: the person who makes it unless another is chosen.</summary>
public sealed partial class OwnerField : ComponentBase
{
    private IReadOnlyList<ActorName> _people = [];

    /// <summary>The person; <see langword="null"/> for the store.</summary>
    [Parameter, EditorRequired]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Parameter]
    public string? Error { get; set; }

    /// <summary>Whether the key is to be made, and belongs to the person who makes it until another is chosen.</summary>
    [Parameter]
    public bool IsNew { get; set; }

    [Inject]
    internal ActorNames Names { get; init; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private IReadOnlyList<ChoiceOption<string>> Options => [.. _people.Select(person => new ChoiceOption<string>(person.Id, person.Text))];

    protected override async Task OnInitializedAsync()
    {
        try
        {
            // An owner who can't sign in any more stays what is shown until another is chosen.
            _people = await Names.OwnersAsync(Value);
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            // The field only helps to choose. The key can be given an owner later.
        }

        if (IsNew && Authentication is not null)
        {
            await ValueChanged.InvokeAsync((await Authentication).User.FindFirstValue(ClaimTypes.NameIdentifier));
        }
    }
}
