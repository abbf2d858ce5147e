using System.Security.Claims;
using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Keys.Dialogs.Reveal;
using ApiKeys.Admin.Components.Keys.Dialogs.Roll;
using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Team.Change;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace ApiKeys.Admin.Components.Team.Dialogs;

/// <summary>Deactivates a person, and hands over, rolls or revokes their keys in the same execution. Goes on to the tokens of what was rolled.</summary>
public sealed partial class DeactivateDialog : RevealingDialog
{
    private const int MostKeys = 200;

    private readonly Dictionary<string, KeyHandling> _chosen = new(StringComparer.Ordinal);
    private IReadOnlyList<ApiKeyDetails>? _keys;
    private IReadOnlyList<ActorName> _people = [];
    private int _more;
    private string? _unread;
    private string? _titleAtFault;
    private KeyHandling _all;
    private string? _newOwner;
    private TimeSpan _rolledEndAfter = RollMessages.DefaultEndsAfter;

    [Parameter, EditorRequired]
    public required PersonDetails Person { get; set; }

    /// <summary>Whether it is the person who looks.</summary>
    [Parameter]
    public bool IsSelf { get; set; }

    [Inject]
    internal TeamOperations Team { get; init; } = null!;

    [Inject]
    internal ActorNames Names { get; init; } = null!;

    protected override string What => "deactivate this person";

    protected override string[] Fields => ["newOwner"];

    protected override bool IsSecret => Of(KeyHandling.Roll).Any();

    private static IReadOnlyList<ChoiceOption<string>> RollEnds { get; } =
        [.. RollMessages.Choices.Select(choice => new ChoiceOption<string>(choice.Value.ToString(), choice.Text))];

    private IReadOnlyList<ChoiceOption<string>> Owners => [.. _people.Select(person => new ChoiceOption<string>(person.Id, person.Text))];

    private IReadOnlyList<ChoiceOption<KeyHandling>> Choices =>
    [
        new(KeyHandling.Keep, "Leave them as they are", "They keep working. The overview shows those whose owner can't sign in."),
        new(KeyHandling.HandOver, "Hand them over", "They keep working and get a new owner."),
        .. _keys!.Any(key => OfferedFor(key).Contains(KeyHandling.Roll))
            ? [new ChoiceOption<KeyHandling>(KeyHandling.Roll, "Hand them over and roll them", "They get new secrets. The old secrets work only until the old keys end.")]
            : Array.Empty<ChoiceOption<KeyHandling>>(),
        new(KeyHandling.Revoke, "Revoke them", "At once, and for good. Whatever uses them stops working."),
    ];

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    protected override async Task OnInitializedAsync()
    {
        // An owner who deactivates someone else most often takes the keys over. If owners deactivate themselves, the store does.
        _newOwner = IsSelf || Authentication is null ? null : (await Authentication).User.FindFirstValue(ClaimTypes.NameIdentifier);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            var keys = await Operations.ListAsync(new()
            {
                Statuses = [ApiKeyStatus.Pending, ApiKeyStatus.Active, ApiKeyStatus.Revoking],
                AnyOf = [new() { OwnedBy = [Person.Id] }, new() { CreatedBy = [Person.Id] }],
                Sort = ApiKeySort.Title,
                Descending = false,
                Limit = MostKeys,
            });
            _people = [.. (await Names.OwnersAsync(null)).Where(person => person.Id != Person.Id)];
            _keys = keys.Value?.Items;
            _more = keys.Value is { } page ? page.Count - page.Items.Count : 0;
            _unread = keys.Succeeded ? null : "Their keys can't be shown, and stay as they are.";
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            // To deactivate the person can't wait for the list of their keys.
            _unread = "Their keys couldn't be read, and stay as they are.";
        }
    }

    // The refusal says "this key". The dialog lists several keys, so it puts the title in front.
    private Problem? NamedProblem => ShownProblem is { } problem && _titleAtFault is { } title
        ? problem with { Detail = $"“{title}”: {problem.Detail}" }
        : ShownProblem;

    private static string Text(KeyHandling handling) => handling switch
    {
        KeyHandling.HandOver => "Hand over",
        KeyHandling.Roll => "Roll",
        KeyHandling.Revoke => "Revoke",
        _ => "Leave",
    };

    // Owners who deactivate themselves are signed out, and could not confirm that a token is saved.
    private IReadOnlyList<KeyHandling> OfferedFor(ApiKeyDetails key) =>
    [
        KeyHandling.Keep,
        .. key.OwnedBy == Person.Id ? [KeyHandling.HandOver] : Array.Empty<KeyHandling>(),
        .. !IsSelf && key.Type == ApiKeyType.Secret && KeyActs.CanRevoke(key.Status) ? [KeyHandling.Roll] : Array.Empty<KeyHandling>(),
        .. KeyActs.CanRevoke(key.Status) ? [KeyHandling.Revoke] : Array.Empty<KeyHandling>(),
    ];

    private IReadOnlyList<ChoiceOption<string>> OptionsFor(ApiKeyDetails key) =>
        [.. OfferedFor(key).Select(handling => new ChoiceOption<string>(handling.ToString(), Text(handling)))];

    // A choice for all is for the keys that the person owns. Others answer for the rest.
    private KeyHandling HandlingOf(ApiKeyDetails key)
    {
        if (_chosen.TryGetValue(key.Id, out var chosen))
        {
            return chosen;
        }

        var offered = OfferedFor(key);
        return key.OwnedBy != Person.Id ? KeyHandling.Keep
            : offered.Contains(_all) ? _all
            : _all is KeyHandling.Roll ? KeyHandling.HandOver
            : KeyHandling.Keep;
    }

    private IEnumerable<ApiKeyDetails> Of(KeyHandling handling) => (_keys ?? []).Where(key => HandlingOf(key) == handling);

    private void ChooseForAll(KeyHandling handling)
    {
        _all = handling;
        _chosen.Clear();
    }

    private void ChooseRollEnd(string? after) =>
        _rolledEndAfter = RollMessages.Choices.Select(choice => choice.Value).FirstOrDefault(end => end.ToString() == after, _rolledEndAfter);

    private void Choose(ApiKeyDetails key, string? chosen)
    {
        if (Enum.TryParse<KeyHandling>(chosen, out var handling) && OfferedFor(key).Contains(handling))
        {
            _chosen[key.Id] = handling;
        }
    }

    private ApiKeyDetails? OldOf(CreatedApiKey created) => _keys?.FirstOrDefault(key => key.Id == created.Key.ReplacesId);

    private async Task<IReadOnlyList<CreatedApiKey>?> DeactivateAsync()
    {
        var rolled = Of(KeyHandling.Roll).ToList();
        var request = new DeactivateRequest(Person.Id)
        {
            // What is rolled gets the new owner too: its replacement has the owner that it has.
            HandOver = [.. Of(KeyHandling.HandOver).Concat(rolled.Where(key => key.OwnedBy == Person.Id)).Select(key => key.Id)],
            NewOwner = _newOwner,
            Roll = [.. rolled.Select(key => key.Id)],
            RolledEndAfter = _rolledEndAfter,
            Revoke = [.. Of(KeyHandling.Revoke).Select(key => key.Id)],
            Versions = (_keys ?? []).ToDictionary(key => key.Id, key => key.Version, StringComparer.Ordinal),
        };
        var done = await Act.RunAsync(What, transactionId => Team.DeactivateAsync(request, transactionId));
        _titleAtFault = _keys?.FirstOrDefault(key => key.Id == Act.KeyAtFault)?.Title;
        if (done is null)
        {
            await ReadKeysAtFaultAsync();
            return null;
        }

        Feedback.Done("Deactivated", done.Person.DisplayName);
        if (done.Rolled.Count == 0)
        {
            Close();
        }

        return done.Rolled;
    }

    // A key that ended or got another owner meanwhile must not keep a person from being deactivated: the next press goes on without it.
    private async Task ReadKeysAtFaultAsync()
    {
        if (_keys is not null && Act.KeysAtFault.Intersect(_keys.Select(key => key.Id)).Any())
        {
            await ReadAsync();
        }
    }
}
