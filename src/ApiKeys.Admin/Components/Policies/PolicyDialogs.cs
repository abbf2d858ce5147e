using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Policies.Dialogs;
using MudBlazor;

namespace ApiKeys.Admin.Components.Policies;

/// <summary>Opens the dialog of a policy.</summary>
internal sealed class PolicyDialogs(IDialogService dialogs) : DialogOpener(dialogs)
{
    public Task EditAsync(PolicyKind kind, StorePolicies policies)
    {
        Dictionary<string, object?> values = new() { [nameof(PolicyDialog.Kind)] = kind, [nameof(PolicyDialog.Policies)] = policies };
        return kind switch
        {
            PolicyKind.IdleRevocation => ShowAsync<IdlePolicyDialog>(values),
            PolicyKind.ScopeGrants => ShowAsync<ScopeGrantDialog>(values),
            PolicyKind.CallerAddresses => ShowAsync<CallerAddressDialog>(values),
            PolicyKind.UsageRetention => ShowAsync<RetentionDialog>(values),
            PolicyKind.SecondFactor => ShowAsync<SecondFactorDialog>(values),
            _ => ShowAsync<LifetimeDialog>(values),
        };
    }
}
