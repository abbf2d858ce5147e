using System.Diagnostics;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Team.Change;
using ApiKeys.Admin.Team.Invite;
using ApiKeys.Operations;
using ApiKeys.ServerTests.Infrastructure;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Team;

public sealed class TeamOnPostgreSqlTests
{
    private const string Password = "a vase of seven tulips";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_join_change_and_leave_on_PostgreSQL_as_on_SQLite()
    {
        Assert.SkipWhen(PostgreSqlServer.IsMissing, PostgreSqlServer.MissingReason);
        var server = await PostgreSqlServer.Shared;
        var name = PostgreSqlServer.NewName();
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", [DatabaseConnection.Key] = server.ConnectionString(name) };
        var writes = new WrittenTables();
        using var observer = new WriteObserver(name, writes);
        await using (var app = AdminApplication.WithOwner(settings))
        {
            writes.Start();
            var team = app.Services.GetRequiredService<TeamService>();
            var reader = app.Services.GetRequiredService<TeamReader>();
            var olga = (await reader.FindByEmailAsync(AdminApplication.OwnerEmail, Cancellation))!.Id;
            var secret = (await team.InviteAsync(new("mara@example.com", AdminRoles.Owner, InviteRequest.DefaultLifetime), By(olga))).Value!.Secret!;
            var joined = await Task.WhenAll(
                Task.Run(() => team.AcceptAsync(secret, "Mara", Password, Cancellation)),
                Task.Run(() => team.AcceptAsync(secret, "Mara", Password, Cancellation)));
            var mara = Assert.Single(joined, result => result.Succeeded).Value!.Id;
            await app.OpenSignedInAsync("mara@example.com", Password);

            var demoted = await Task.WhenAll(
                Task.Run(() => team.ChangeRoleAsync(new(mara, AdminRoles.Viewer), By(olga))),
                Task.Run(() => team.ChangeRoleAsync(new(olga, AdminRoles.Viewer), By(mara))));
            Assert.Single(demoted, result => result.Succeeded);
            var (first, second) = demoted[0].Succeeded ? (olga, mara) : (mara, olga);

            Assert.True((await team.DeactivateAsync(new(second), By(first))).Succeeded);
            Assert.True((await team.ReactivateAsync(second, By(first))).Succeeded);
            var people = app.Services.GetRequiredService<IOpenIdPeople>();
            Assert.Equal(second, await people.AdmitAsync(new("https://id.example.com", "1", "Example", second == olga ? AdminApplication.OwnerEmail : "mara@example.com", "Mara", AdminRoles.Manager), Cancellation));
            Assert.NotNull(await people.AdmitAsync(new("https://id.example.com", "2", "Example", "nora@example.com", "Nora", AdminRoles.Viewer), Cancellation));
            Assert.True((await team.RenameAsync(second, "Someone else", By(second))).Succeeded);
            var link = (await team.IssuePasswordLinkAsync(new(second, TimeSpan.FromHours(1)), By(first))).Value!.Secret!;
            Assert.True((await team.ResetPasswordAsync((await reader.PasswordLinkAsync(link, Cancellation))!, Password, Cancellation)).Succeeded);
            Assert.True((await team.DisableTwoFactorAsync(second, By(first))).Succeeded);
            Assert.Equal(ApiKeyErrorCode.NotAllowed, Assert.Single((await team.DeleteAsync(new(first, KeepsName: true), By(first))).Errors).Code);
            Assert.True((await team.DeleteAsync(new DeletePersonRequest(second, KeepsName: false), By(first))).Succeeded);
            Assert.Equal(2, (await reader.ListAsync(new(), Cancellation)).Count);
        }

        // Else two changes of people and keys could wait for each other. On SQLite a transaction excludes all others.
        writes.AssertFeedIsFirst();

        await server.DropAsync(name);
    }

    private static OperationCall By(string actor) => new(new Actor(actor), null, Cancellation);

    /// <summary>Tells of the writes of all contexts on one database, also of those that join another's transaction.</summary>
    private sealed class WriteObserver : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _database;
        private readonly WrittenTables _writes;
        private readonly List<IDisposable> _subscriptions = [];

        public WriteObserver(string database, WrittenTables writes)
        {
            (_database, _writes) = (database, writes);
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.TransactionStarted.Name && value.Value is TransactionEndEventData { Transaction: var transaction } && transaction.Connection?.Database == _database)
            {
                _writes.Begin(transaction);
            }
            else if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: var command } && command.Connection?.Database == _database)
            {
                _writes.Note(command);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
