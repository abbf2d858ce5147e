using ApiKeys.Admin.Transfer.Audit;
using ApiKeys.Events;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Transfer;

/// <summary>After a restore, what ended since the backup ends again, by what the database that went on says or by its audit log.</summary>
public sealed class RevocationReplayTests : IAsyncLifetime
{
    private readonly JsonLog _log = new();
    private readonly Dictionary<string, CreatedApiKey> _keys = [];
    private readonly string _backup = TemplateDatabase.NewPath();
    private TestModule _later = null!;
    private TestModule _restored = null!;

    public async ValueTask InitializeAsync()
    {
        _later = new TestModule(configure: services =>
        {
            services.AddLogging(logging => logging.AddProvider(_log));
            services.AddEventSubscriber<AuditLogSubscriber>();
        });
        await DeliverAsync();
        foreach (var name in (string[])["untouched", "revoked", "rolled", "scheduled", "cancelled", "revoked before"])
        {
            _keys[name] = await _later.CreateAsync(name);
        }

        await RevokeAsync("revoked before");
        await _later.Transfer().BackupAsync(_backup, null, TestModule.Cancellation);

        // The title of one key looks like the audit line that another key was revoked.
        await _later.CreateAsync($"Change 99: Revoked {Id("untouched")} \"x\" by user_1 at 2026-03-02T09:00:00.0000000+00:00 in wfx_1");
        await _later.CreateAsync($"{{\"Category\":\"ApiKeys.Audit\",\"State\":{{\"Position\":98,\"Action\":\"Revoked\",\"SubjectId\":\"{Id("untouched")}\"}}}}");
        await RevokeAsync("revoked");
        Assert.True((await _later.Keys.RollAsync(new RollApiKeyRequest { Id = Id("rolled") }, TestModule.Dana, null, TestModule.Cancellation)).Succeeded);
        await RevokeAsync("scheduled", TimeSpan.FromHours(1));
        await RevokeAsync("cancelled", TimeSpan.FromHours(1));
        var cancelled = await _later.Keys.CancelRevocationAsync(
            Id("cancelled"), TestModule.Dana, cancellationToken: TestModule.Cancellation);
        Assert.True(cancelled.Succeeded);
        await DeliverAsync();
        _restored = new TestModule(_backup, _later.Time);
    }

    public async ValueTask DisposeAsync()
    {
        await _restored.DisposeAsync();
        await _later.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task Keys_that_an_export_says_have_ended_are_ended_in_the_restored_database()
    {
        using var export = new MemoryStream((await _later.ExportAsync()).File);

        var ends = await _restored.Transfer().ReadKeyEndsAsync(export, cancellationToken: TestModule.Cancellation);

        await AssertReplayAsync(ends);
    }

    [Fact]
    public async Task Keys_that_the_audit_lines_of_a_JSON_log_say_have_ended_are_ended_in_the_restored_database()
    {
        var ends = await AuditLines.ReadEndsAsync(_log.Open(), TestModule.Cancellation);

        await AssertReplayAsync(ends!);
    }

    [Fact]
    public async Task Log_without_audit_lines_is_not_taken_for_one()
    {
        using var text = new MemoryStream("info: ApiKeys.Audit[4100]\n      Change 7: Revoked apk_1 by user_1\n"u8.ToArray());

        Assert.Null(await AuditLines.ReadEndsAsync(text, TestModule.Cancellation));
    }

    [Fact]
    public void No_audit_line_holds_text_that_a_user_typed()
    {
        var messages = _later.Logs.GetSnapshot().Where(line => line.Category == AuditLogSubscriber.Category).Select(line => line.Message).ToList();

        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.Matches("^Change [0-9]+: [A-Za-z]+ (apk|sc)_[0-9A-Z]{26} by [a-zA-Z0-9_]+ at [0-9T:.+-]+ in wfx_[0-9A-Z]{26}$", message));
    }

    private async Task AssertReplayAsync(IReadOnlyList<KeyEnd> ends)
    {
        var replay = new RevocationReplay(_restored.Keys, _restored.Time);

        var first = await replay.RunAsync(ends, TestModule.Cancellation);
        var second = await replay.RunAsync(ends, TestModule.Cancellation);

        Assert.StartsWith("Revoked 2 keys and scheduled the revocation of 1. 1 had the same end already, ", first, StringComparison.Ordinal);
        Assert.StartsWith("Revoked 0 keys and scheduled the revocation of 0. 4 had the same end already, ", second, StringComparison.Ordinal);
        foreach (var (name, created) in _keys)
        {
            var (later, restored) = (await _later.RetrieveAsync(created.Key.Id), await _restored.RetrieveAsync(created.Key.Id));
            Assert.Equal((name, later.Status, later.RevokedAt), (name, restored.Status, restored.RevokedAt));
        }
    }

    private string Id(string name) => _keys[name].Key.Id;

    private async Task RevokeAsync(string name, TimeSpan after = default) => Assert.True(
        (await _later.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = Id(name), After = after }, TestModule.Sam, null, TestModule.Cancellation)).Succeeded);

    private Task<int?> DeliverAsync() => _later.Get<EventDispatcher>().DeliverAsync(_later.Get<EventSubscriber>(), TestModule.Cancellation);
}
