using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.Admin.Components.Policies.Dialogs;

/// <summary>What the dialogs of policies have in common: one policy, which another owner may have changed meanwhile.</summary>
public abstract class PolicyDialog : ComponentBase
{
    private Guid _seen;
    private string? _conflict;

    [CascadingParameter]
    internal IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>The policy to change.</summary>
    [Parameter, EditorRequired]
    public PolicyKind Kind { get; set; }

    /// <summary>All policies, as the page shows them.</summary>
    [Parameter, EditorRequired]
    public StorePolicies Policies { get; set; } = null!;

    [Inject]
    internal PolicyOperations Operations { get; init; } = null!;

    [Inject]
    internal Feedback Feedback { get; init; } = null!;

    [Inject]
    internal TimeProvider Time { get; init; } = null!;

    [Inject]
    internal ILoggerFactory Loggers { get; init; } = null!;

    protected const string What = "save the policy";

    protected DialogAct Act { get; private set; } = null!;

    /// <summary>The fields at which this dialog shows errors itself.</summary>
    protected abstract string[] Fields { get; }

    protected string Title => PolicyMessages.Title(Kind);

    /// <summary>What stands above the buttons.</summary>
    protected Problem? Problem => _conflict is not null ? new Problem($"Couldn't {What}", _conflict) : Act.Problem(What, Fields);

    protected override void OnInitialized()
    {
        Act = new DialogAct(Time, Loggers.CreateLogger(GetType()));
        _seen = VersionIn(Policies);
    }

    protected async Task SaveAsync(UpdatePolicyRequest request)
    {
        _conflict = null;
        if (await Act.RunAsync(What, transactionId => Operations.UpdateAsync(request with { ExpectedVersion = _seen }, transactionId)) is not null)
        {
            Feedback.Done("Saved", Title);
            Dialog.Close(DialogResult.Ok(true));
        }
        else if (Act.WasRefused(ApiKeyErrorCode.Conflict) && (await Operations.ReadAsync()).Value is { } current)
        {
            _seen = VersionIn(current);
            _conflict = $"Another owner changed this policy. It is now: {PolicyMessages.Text(current, Kind)} Nothing was changed. To set yours all the same, save again.";
        }
    }

    private Guid VersionIn(StorePolicies policies) => policies.Changes.TryGetValue(Kind, out var change) ? change.Version : Guid.Empty;
}
