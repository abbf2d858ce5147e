using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Session;

/// <summary>
/// Begins, finds and ends sessions. A token is 256 random bits of which only the digest is stored: with a copy of the database, its Data Protection keys
/// included, no token can be made that is accepted here.
/// </summary>
internal sealed class UserSessions(
    IDbContextFactory<AdminDbContext> contexts, SecondFactorRule rule, IOptions<AccountOptions> options, TimeProvider timeProvider)
{
    /// <summary>How long bearer tokens and cookies of programs live.</summary>
    public static readonly TimeSpan ProgramLifetime = TimeSpan.FromDays(1);

    /// <summary>How long a second factor can be given after the password.</summary>
    public static readonly TimeSpan SecondStepLifetime = TimeSpan.FromMinutes(10);

    private const int TokenBytes = 32;

    // A program that renews its token with every request must not fill the table.
    private const int MaxPerKind = 100;

    private static readonly TimeSpan LongestNoteInterval = TimeSpan.FromMinutes(5);

    // A page in use writes its last use up to an hour late (Account:RevalidateEvery).
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromHours(2);

    // Each call of the HTTP API and each act at an open page asks one of these.
    private static readonly CompiledQuery<Func<AdminDbContext, byte[], SessionKind, DateTimeOffset, CancellationToken, Task<ActiveSession?>>> ByDigest = new(
        () => EF.CompileAsyncQuery(ActiveQuery.Inline<Func<AdminDbContext, byte[], SessionKind, DateTimeOffset, CancellationToken, ActiveSession?>>(
            (db, digest, kind, now, _) => ActiveQuery.Of(
                db, db.Sessions.Where(row => row.Digest == digest && row.Kind == kind && row.IdleEndsAt > now), now).SingleOrDefault())));

    private static readonly CompiledQuery<Func<AdminDbContext, string, bool, DateTimeOffset, CancellationToken, Task<ActiveSession?>>> ById = new(
        () => EF.CompileAsyncQuery(ActiveQuery.Inline<Func<AdminDbContext, string, bool, DateTimeOffset, CancellationToken, ActiveSession?>>(
            (db, id, isInUse, now, _) => ActiveQuery.Of(
                db, db.Sessions.Where(row => row.Id == id && (isInUse || row.IdleEndsAt > now)), now).SingleOrDefault())));

    private static readonly CompiledQuery<Func<AdminDbContext, string, DateTimeOffset, IAsyncEnumerable<ActiveSession>>> OfUser = new(
        () => EF.CompileAsyncQuery(ActiveQuery.Inline<Func<AdminDbContext, string, DateTimeOffset, IQueryable<ActiveSession>>>(
            (db, userId, now) => ActiveQuery.Of(
                db, db.Sessions.Where(row => row.UserId == userId && row.Kind != SessionKind.SecondStep && row.IdleEndsAt > now), now))));

    private TimeSpan IdleLength => options.Value.SessionLength;

    private TimeSpan NoteInterval => TimeSpan.FromTicks(Math.Min(LongestNoteInterval.Ticks, IdleLength.Ticks / 10));

    /// <summary>Begins a session and returns it with its token, which nothing else ever returns.</summary>
    /// <param name="kind">What will hold the token.</param>
    /// <param name="userId">Whose session it is.</param>
    /// <param name="securityStamp">The stamp of the user when they were authenticated.</param>
    /// <param name="device">What asked for it.</param>
    /// <param name="proof">How they were authenticated.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<(string Token, UserSession Session)> BeginAsync(
        SessionKind kind, string userId, string securityStamp, SessionDevice device, SessionProof proof, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var end = now + kind switch
        {
            SessionKind.Dashboard => options.Value.SessionMaximum,
            SessionKind.SecondStep => SecondStepLifetime,
            _ => ProgramLifetime,
        };
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(TokenBytes));
        var session = new UserSession
        {
            Id = Ids.New(UserSession.IdPrefix, now),
            Digest = Digest(token),
            UserId = userId,
            SecurityStamp = securityStamp,
            Kind = kind,
            UserAgent = device.UserAgent,
            Address = device.Address,
            CreatedAt = now,
            LastSeenAt = now,
            ProvedAt = proof.At,
            SecondFactorAt = proof.SecondFactorAt,
            IdleEndsAt = kind == SessionKind.Dashboard && now + IdleLength < end ? now + IdleLength : end,
            EndsAt = end,
        };
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await DeleteSurplusAsync(db, kind, userId, now, cancellationToken);
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        return (token, session);
    }

    /// <summary>Begins a session of a program and returns its bearer token.</summary>
    public async Task<string> BeginBearerAsync(string userId, string securityStamp, SessionProof proof, HttpContext context)
    {
        var (token, _) = await BeginAsync(SessionKind.Bearer, userId, securityStamp, SessionDevice.Of(context), proof, context.RequestAborted);
        return token;
    }

    /// <summary>How the user of a session showed who they are; null when the session has ended.</summary>
    public async Task<SessionProof?> ProofAsync(string sessionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Sessions.Where(row => row.Id == sessionId)
            .Select(row => new SessionProof(row.ProvedAt, row.SecondFactorAt))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The session of a token, whose use this is; null when there isn't one, it has ended, or its user may not sign in any more.</summary>
    public async Task<ActiveSession?> FindAsync(SessionKind kind, string token, CancellationToken cancellationToken)
    {
        var (now, readAt) = (timeProvider.GetUtcNow(), timeProvider.GetTimestamp());
        var digest = Digest(token);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var active = await ByDigest.For(db)(db, digest, kind, now, cancellationToken);
        if (active is not null && active.Row.LastSeenAt <= now - NoteInterval)
        {
            await NoteUseAsync(active.Row.Id, now, cancellationToken);
        }

        return active is null ? null : active with { Operator = await JudgeAsync(active.Operator, cancellationToken), ReadAt = readAt };
    }

    /// <summary>The user of a session; null when it has ended, or its user may not sign in any more.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="isInUse">Whether it was used so lately that it can't have ended idle, though that isn't written yet.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<AdminOperator?> FindOperatorAsync(string sessionId, bool isInUse, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var active = await ById.For(db)(db, sessionId, isInUse, now, cancellationToken);
        return active is null ? null : await JudgeAsync(active.Operator, cancellationToken);
    }

    /// <summary>Moves the idle end of a session in use. Does nothing when a use of about that time is written already, or when the store doesn't take it.</summary>
    public async Task NoteUseAsync(string sessionId, DateTimeOffset usedAt, CancellationToken cancellationToken)
    {
        var noted = usedAt - NoteInterval;
        var idleEnd = usedAt + IdleLength;
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);

            // Reading a page must not wait for a database that takes no writes.
            db.Database.SetCommandTimeout(TimeSpan.FromSeconds(1));
            await db.Sessions.Where(row => row.Id == sessionId && row.LastSeenAt <= noted).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.LastSeenAt, usedAt)
                    .SetProperty(row => row.IdleEndsAt, row => row.Kind == SessionKind.Dashboard && idleEnd < row.EndsAt ? idleEnd : row.EndsAt),
                cancellationToken);
        }
        catch (Exception problem) when (problem is DbException || StoreFailure.Of(problem) is not null)
        {
            // The next use writes it.
        }
    }

    /// <summary>The user of a session has shown again who they are.</summary>
    public async Task ProveAsync(string sessionId, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Sessions.Where(row => row.Id == sessionId).ExecuteUpdateAsync(set => set.SetProperty(row => row.ProvedAt, now), cancellationToken);
    }

    /// <summary>The sessions of a user that haven't ended, the one used last first.</summary>
    public async Task<IReadOnlyList<UserSession>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var active = await OfUser.For(db)(db, userId, now).ToListAsync(cancellationToken);
        return [.. active.Select(session => session.Row).OrderByDescending(row => row.LastSeenAt).ThenByDescending(row => row.CreatedAt)];
    }

    public async Task EndAsync(string sessionId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.Sessions.Where(row => row.Id == sessionId).ExecuteDeleteAsync();
    }

    /// <summary>Ends every session of a user, of each kind.</summary>
    public async Task EndAllAsync(string userId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.Sessions.Where(row => row.UserId == userId).ExecuteDeleteAsync();
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    // Overdue, a role counts for nothing until there is a second factor.
    private async ValueTask<AdminOperator> JudgeAsync(AdminOperator person, CancellationToken cancellationToken) =>
        person.IsSecondFactorOverdue && await rule.IsRequiredOfAsync(person.Role, cancellationToken)
            ? person with { Role = "" }
            : person with { IsSecondFactorOverdue = false };

    // Not in one transaction with the row that is added: none of these rows is needed any more.
    private static async Task DeleteSurplusAsync(
        AdminDbContext db, SessionKind kind, string userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Sessions.Where(row => row.IdleEndsAt <= now - KeptAfterEnd).ExecuteDeleteAsync(cancellationToken);
        var surplus = await db.Sessions
            .Where(row => row.UserId == userId && row.Kind == kind)
            .OrderByDescending(row => row.LastSeenAt).ThenByDescending(row => row.Id)
            .Skip(MaxPerKind - 1)
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
        if (surplus.Count > 0)
        {
            await db.Sessions.Where(row => surplus.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
