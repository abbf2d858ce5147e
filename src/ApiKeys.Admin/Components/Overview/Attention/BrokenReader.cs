using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Shared.Display;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Components.Usage;
using ApiKeys.Admin.Components.Workflows.Background;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Overview.Attention;

/// <summary>Finds what fails already: ended keys that are used, changes that are half done, events that weren't delivered, jobs that fail.</summary>
internal sealed class BrokenReader(
    KeyOperations keys, UsageOperations usage, WorkflowOperations workflows, BackgroundOperations background, TimeProvider time)
{
    private const int EndedKeysRead = 50;
    private const int ExpiredKeysRead = 200;
    private const string FailedHref = "/workflows?state=compensationfailed";
    private const string BackgroundHref = "/workflows/background";

    private static readonly TimeSpan ToldAfterExpiry = TimeSpan.FromDays(7);
    private static readonly TimeSpan InUseBeforeExpiry = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<AttentionKind>> ReadAsync(CancellationToken cancellationToken)
    {
        var failed = (await workflows.ListAsync(new() { States = [WorkflowState.CompensationFailed], Limit = 0 }, cancellationToken)).Value?.Count ?? 0;
        var work = (await background.ReadAsync(cancellationToken)).Value;
        var ended = (await usage.ListEndedKeysInUseAsync(time.GetUtcNow() - UsageMessages.StillInUse, EndedKeysRead, cancellationToken)).Value ?? [];
        return
        [
            AttentionKind.Together(failed, () => new($"{Counted.Of(failed, "workflow")} half done", FailedHref)
            {
                Status = "Compensation failed", Tone = Tone.Danger, Icon = AppIcons.Warning, Note = "Failed and couldn't be compensated", ActText = "Retry", ActHref = FailedHref,
            }),
            AttentionKind.Together(work?.DeadLetters ?? 0, () => new($"{Counted.Of(work!.DeadLetters, "event")} not delivered", BackgroundHref)
            {
                Status = BackgroundMessages.DeadLetters(work.DeadLetters), Tone = Tone.Danger, Icon = AppIcons.Warning, ActText = "Retry or skip", ActHref = BackgroundHref,
            }),
            AttentionKind.Together(work?.FailingJobs ?? 0, () => new(Counted.Of(work!.FailingJobs, "scheduled job"), BackgroundHref)
            {
                Status = "Failing", Tone = Tone.Danger, Icon = AppIcons.Warning, Note = "Retried by itself", ActText = "Show error", ActHref = BackgroundHref,
            }),
            new(ended.Count, [.. ended.Select(Row)]) { One = "more ended key is still used", Many = "more ended keys are still used" },
            await ExpiredInUseAsync([.. ended.Select(key => key.KeyId)], cancellationToken),
        ];
    }

    private static AttentionRow Row(EndedKeyUse ended)
    {
        var href = ended.IsDeleted ? $"/activity?key={Uri.EscapeDataString(ended.KeyId)}" : KeyMessages.Href(ended.KeyId);
        return new(ended.Title, href)
        {
            IsUserText = true,
            Status = $"{(ended.IsDeleted ? "Deleted" : ended.Status)}, still being used",
            Tone = Tone.Danger,
            Icon = AppIcons.Warning,
            Note = $"{UsageMessages.Callers(ended.Callers)}, last",
            NoteAt = ended.LastAt,
            ActText = ended.IsDeleted ? "Show activity" : "Show callers",
            ActHref = href,
        };
    }

    // Someone still called with them when they expired: it may be that no one has noticed yet. Where someone goes on calling, the row of the ended key says so.
    private async Task<AttentionKind> ExpiredInUseAsync(HashSet<string> stillUsed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = await keys.ListAsync(
            new() { Statuses = [ApiKeyStatus.Expired], ExpiresAt = new TimeRange(now - ToldAfterExpiry, now), Sort = ApiKeySort.ExpiresAt, Limit = ExpiredKeysRead },
            cancellationToken);
        var used = (expired.Value?.Items ?? []).Where(key => key.LastUsedAt > key.ExpiresAt - InUseBeforeExpiry && !stillUsed.Contains(key.Id)).ToList();
        return new(used.Count, [.. used.Select(key => new AttentionRow(key.Title, KeyMessages.Href(key.Id))
        {
            Key = key,
            IsUserText = true,
            Note = "In use until it expired",
            NoteAt = key.ExpiresAt,
            ActText = "Show callers",
            ActHref = KeyMessages.Href(key.Id),
        })])
        { One = "more expired while it was in use", Many = "more expired while they were in use" };
    }
}
