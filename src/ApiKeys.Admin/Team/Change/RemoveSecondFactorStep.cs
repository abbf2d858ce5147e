using System.Security.Cryptography;
using ApiKeys.Admin.Identity.Passkeys;
using ApiKeys.Audit;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Team.Change;

/// <summary>
/// Takes a person's second factor away and ends every session. It can't be undone: the secret of the authenticator would have to be kept for that. Its input is the
/// person's id.
/// </summary>
internal sealed class RemoveSecondFactorStep(TeamStore store) : IrreversibleStep<string, IReadOnlyList<PersonDetails>>("remove-second-factor")
{
    private const int StampLength = 32;

    protected internal override async Task<IReadOnlyList<PersonDetails>> ExecuteAsync(StepContext step, string input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        var user = await TeamStore.LoadAsync(step, db, input, cancellationToken);
        user.TwoFactorEnabled = false;
        user.SecurityStamp = RandomNumberGenerator.GetHexString(StampLength);
        UserStamp.Touch(user);

        // The authenticator's secret, the recovery codes and every passkey: the one that is lost can't be told from the others.
        db.UserTokens.RemoveRange(await db.UserTokens.Where(token => token.UserId == user.Id).ToListAsync(cancellationToken));
        db.RemoveRange(await db.Set<UserPasskey>().Where(passkey => passkey.UserId == user.Id).ToListAsync(cancellationToken));
        step.Record(ApiKeyAction.TwoFactorDisabled, TeamSubject.Of(user));
        step.AfterCommit<RefreshOpenPages>(user.Id);
        return [PersonDetails.Of(user, await TeamStore.RoleAsync(db, user.Id, cancellationToken))];
    }
}
