using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Policies.Dialogs;

/// <summary>Whether keys that are not used any more are revoked; shows which keys that would concern before anything is saved.</summary>
public sealed partial class IdlePolicyDialog : PolicyDialog
{
    private const int MostShown = 20;

    private DaysField _after = null!;
    private DaysField _notice = null!;
    private PagedList<IdleKey>? _preview;
    private string? _previewFailure;
    private bool _isPreviewing;

    protected override string[] Fields => ["afterDays", "noticeDays"];

    private async Task SaveAsync()
    {
        if (Read() is { } policy)
        {
            await SaveAsync(new UpdatePolicyRequest { IdleRevocation = policy });
        }
    }

    private void ForgetPreview() => (_preview, _previewFailure) = (null, null);

    private async Task PreviewAsync()
    {
        ForgetPreview();
        if (_isPreviewing || Read() is not { } policy)
        {
            return;
        }

        _isPreviewing = true;
        try
        {
            var result = await Operations.PreviewAsync(policy, MostShown);
            (_preview, _previewFailure) = (result.Value, result.Succeeded ? null : result.Errors[0].Message);
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            _previewFailure = FailureMessages.OfReading(exception);
        }
        finally
        {
            _isPreviewing = false;
        }
    }

    private IdleRevocationPolicy? Read() =>
        _after.TryRead(out var after) & _notice.TryRead(out var notice) ? new() { AfterDays = after, NoticeDays = notice ?? 0 } : null;
}
