using ApiKeys.Admin.Identity.Members;
using ApiKeys.Audit;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Team.Password;

/// <summary>Makes a one-time link by which a person sets a new password.</summary>
internal sealed class InsertPasswordLinkStep(TeamStore store)
    : Step<IssuePasswordLinkRequest, IReadOnlyList<CreatedPasswordLink>, string>("insert-password-link")
{
    protected internal override async Task<StepResult<IReadOnlyList<CreatedPasswordLink>, string>> ExecuteAsync(
        StepContext step, IssuePasswordLinkRequest input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        var user = await TeamStore.LoadAsync(step, db, input.UserId, cancellationToken);
        var secret = LinkSecret.New();
        var link = new PasswordLink
        {
            Id = Ids.New(PasswordLink.IdPrefix, step.Now),
            Digest = secret.Digest,
            UserId = user.Id,
            CreatedAt = step.Now,
            ExpiresAt = step.Now + input.Lifetime,
        };
        db.PasswordLinks.Add(link);
        step.Record(ApiKeyAction.PasswordResetIssued, TeamSubject.Of(user), (EventFacts.ExpiresAt, EventFacts.Time(link.ExpiresAt)));
        var person = PersonDetails.Of(user, await TeamStore.RoleAsync(db, user.Id, cancellationToken));
        IReadOnlyList<CreatedPasswordLink> created = [new(person, secret, link.ExpiresAt)];
        return Done(created, link.Id);
    }

    protected internal override async Task CompensateAsync(StepContext step, string undo, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        if (await db.PasswordLinks.FirstOrDefaultAsync(row => row.Id == undo, cancellationToken) is { } link)
        {
            db.PasswordLinks.Remove(link);
            var user = await TeamStore.FindAsync(db, link.UserId, cancellationToken);
            step.RecordUndone(ApiKeyAction.PasswordResetIssued, new TeamSubject(link.UserId, user?.DisplayName ?? ""));
        }
    }
}
