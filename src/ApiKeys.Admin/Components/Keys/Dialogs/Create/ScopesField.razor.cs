using ApiKeys.Admin.Components.Shared.Dialogs;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Create;

/// <summary>What a key may do: chosen from the scopes that the store's keys have and that the configuration names, or typed.</summary>
public sealed partial class ScopesField : ComponentBase
{
    private const string Everything = "*";
    private const int KeysRead = 200;

    private readonly string _id = $"scopes-{Guid.NewGuid():N}";
    private ElementReference _input;
    private string? _typed;
    private string? _typedError;
    private IReadOnlyList<string> _inUse = [];

    [CascadingParameter]
    private ActionDialog? Dialog { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Value { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyList<string>> ValueChanged { get; set; }

    /// <summary>Stands at the field, tied to it for screen readers.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>Whether the scopes are those that a policy allows, and not those of a key.</summary>
    [Parameter]
    public bool ForPolicy { get; set; }

    /// <summary>Whether the scopes are those that several keys get or lose, and not all that a key has.</summary>
    [Parameter]
    public bool ForChange { get; set; }

    /// <summary>Whether only what the scopes mean is shown.</summary>
    [Parameter]
    public bool OnlySummary { get; set; }

    [Inject]
    internal IOptions<ApiKeysOptions> Options { get; init; } = null!;

    [Inject]
    internal KeyOperations Operations { get; init; } = null!;

    // What the store's keys have comes first: a new key most likely needs the same.
    private IReadOnlyList<KnownScope> Offered =>
    [
        .. _inUse.Select(name => Options.Value.Scopes.FirstOrDefault(scope => scope.Name == name) ?? new KnownScope { Name = name }),
        .. Options.Value.Scopes.Where(scope => scope.Name != Everything && !_inUse.Contains(scope.Name)),
        Options.Value.Scopes.FirstOrDefault(scope => scope.Name == Everything) ?? new KnownScope { Name = Everything, Description = "Everything" },
    ];

    private IReadOnlyList<string> Others => [.. Value.Except(Offered.Select(scope => scope.Name))];

    private string? Problem => _typedError ?? Error;

    /// <summary>Takes what stands typed and was not added: whoever saves means it too.</summary>
    /// <returns>Whether all of it are scopes; if not, the field says so.</returns>
    public async Task<bool> TakeTypedAsync()
    {
        var typed = (_typed ?? "").Split([' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var bad = Array.Find(typed, scope => !KnownScope.IsScope(scope));
        _typedError = bad is null ? null : $"“{PastedTokens.Redact(bad)}” isn't a scope. Write resource:action in lower case, such as orders:read.";
        if (bad is null)
        {
            _typed = null;
            NoteTyped();
            await SetAsync([.. Value.Union(typed)]);
        }

        else
        {
            // Where the mistake is, wherever the dialog was scrolled to.
            await _input.FocusAsync();
        }

        return bad is null;
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var keys = await Operations.ListAsync(new() { Type = ApiKeyType.Secret, Statuses = [ApiKeyStatus.Active], Limit = KeysRead });
            _inUse =
            [
                .. (keys.Value?.Items ?? []).SelectMany(key => key.Scopes).Where(scope => scope != Everything)
                    .CountBy(scope => scope).OrderByDescending(scope => scope.Value).ThenBy(scope => scope.Key, StringComparer.Ordinal).Select(scope => scope.Key),
            ];
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            // They only help to choose.
        }
    }

    private bool IsFound(KnownScope scope) => Value.Contains(scope.Name) || string.IsNullOrWhiteSpace(_typed)
        || scope.Name.Contains(_typed.Trim(), StringComparison.OrdinalIgnoreCase) || scope.Description.Contains(_typed.Trim(), StringComparison.OrdinalIgnoreCase);

    private void NoteTyped() => Dialog?.Note(this, !string.IsNullOrWhiteSpace(_typed));

    private async Task AddAsync()
    {
        if (await TakeTypedAsync())
        {
            await _input.FocusAsync();
        }
    }

    private Task ToggleAsync(string scope)
    {
        // What was typed was a search, and has found it.
        var typed = _typed?.Trim() ?? "";
        if (!KnownScope.IsScope(typed) || typed == Everything || scope.Contains(typed, StringComparison.OrdinalIgnoreCase))
        {
            (_typed, _typedError) = (null, null);
            NoteTyped();
        }

        return SetAsync(Value.Contains(scope) ? [.. Value.Where(other => other != scope)] : [.. Value, scope]);
    }

    private async Task RemoveAsync(string scope)
    {
        await SetAsync([.. Value.Where(other => other != scope)]);

        // The button that had the focus is gone.
        await _input.FocusAsync();
    }

    private Task SetAsync(IReadOnlyList<string> scopes) => scopes.SequenceEqual(Value) ? Task.CompletedTask : ValueChanged.InvokeAsync(scopes);
}
