using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.OwnChanges;
using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Team.Own;

/// <summary>
/// Makes a change that a person makes of how they sign in, with its audit event. It can't be undone: the old password, key or codes would have to be kept for that.
/// </summary>
internal sealed class OwnChangeStep(TeamStore store, TimeProvider timeProvider) : IrreversibleStep<OwnChangeRequest, bool>("change-own-account")
{
    private const int StampLength = 32;

    protected internal override async Task<bool> ExecuteAsync(StepContext step, OwnChangeRequest input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        var user = await TeamStore.LoadAsync(step, db, input.UserId, cancellationToken);
        step.RefuseIf(input.SeenStamp is { } seen && seen != user.ConcurrencyStamp ? TeamErrors.AccountChangedMeanwhile(user.Id) : null);
        var context = new OwnChangeContext(db, new AdminUserStore(db, timeProvider), user, step.Now, cancellationToken);
        if (!await input.Change.ApplyAsync(context))
        {
            return false;
        }

        if (input.Change.EndsSessions)
        {
            user.SecurityStamp = RandomNumberGenerator.GetHexString(StampLength);
        }

        // A change of what was not read must not fail because a sign-in writes its time to the same row.
        if (input.SeenStamp is not null)
        {
            UserStamp.Touch(user);
        }

        step.Record(input.Change.Action, TeamSubject.Of(user), [.. context.Facts.Select(fact => (fact.Key, fact.Value))]);
        step.AfterCommit<RefreshOpenPages>(user.Id);
        return true;
    }
}

/// <param name="UserId">The person.</param>
/// <param name="SeenStamp">Identity's concurrency stamp of the person whom the change was made for; null for one that fits in any case.</param>
internal sealed record OwnChangeRequest(string UserId, string? SeenStamp)
{
    /// <summary>The change. It is code, and never stored.</summary>
    [JsonIgnore]
    public OwnChange Change { get; init; } = null!;
}
