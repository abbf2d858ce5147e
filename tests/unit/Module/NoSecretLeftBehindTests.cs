using System.Text;
using ApiKeys.Sqlite;
using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Usage.Recording;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module;

/// <summary>I1: a raw secret exists in the memory of the call that made it and in the answer to it, and nowhere else.</summary>
public sealed class NoSecretLeftBehindTests
{
    [Fact]
    public async Task After_a_whole_life_of_keys_no_secret_is_in_any_file_or_log()
    {
        var saboteur = new TalkativeSaboteur();
        var unreachable = new FailingDatabase();
        var talkative = TalkativeWorkflow();
        await using var module = new TestModule(
            interceptor: saboteur,
            configure: services => services.AddWorkflow(talkative).ConfigureDbContext<SqliteApiKeysDbContext>(
                options => options.AddInterceptors(unreachable)));
        List<ApiKeyToken> secrets = [];

        var first = await module.CreateAsync();
        var unconfirmed = await module.CreateAsync(awaitConfirmation: true);
        var rolled = await module.RollAsync(first.Key.Id, TimeSpan.FromHours(1), awaitConfirmation: true);
        await module.ActivateAsync(rolled.Key.Id);
        await module.UpdateAsync(new() { Id = rolled.Key.Id, Title = "Renamed", Description = "What for", Scopes = ["*"] });
        await UseAsync(module, rolled.Token!.Reveal());
        await UseAsync(module, rolled.Token!.Reveal()[..^3]);
        await module.Get<UseRecorder>().FlushAsync(TestModule.Cancellation);
        secrets.AddRange([first.Token!, unconfirmed.Token!, rolled.Token!]);

        // What fails says the secret aloud, at every place where the module catches something.
        saboteur.Says = $"could not send {rolled.Token.Reveal()} to {Uri.EscapeDataString(first.Token!.Reveal())}";
        await Assert.ThrowsAnyAsync<Exception>(() => module.RollAsync(rolled.Key.Id));
        await Assert.ThrowsAnyAsync<Exception>(() => module.RevokeAsync(rolled.Key.Id));
        saboteur.Says = null;
        await Assert.ThrowsAnyAsync<Exception>(() => module.Runner.RunAsync(talkative, rolled.Token.Reveal(), new("user_1"), TestModule.Cancellation));

        unreachable.Exception = new IOException($"no route for {rolled.Token.Reveal()}");
        Assert.Equal(VerificationCode.StoreUnavailable, await module.VerifyAsync(first));
        unreachable.Exception = null;

        await module.RevokeAsync(rolled.Key.Id, reason: "Leaked");
        await module.DeleteAsync(rolled.Key.Id);
        module.Time.Advance(TimeSpan.FromHours(2));
        await module.DiscardAsync();
        await module.Keys.ListAndCountAsync(new() { Search = "renamed" }, TestModule.Cancellation);

        Assert.Equal(WorkflowState.CompensationFailed, (await module.Executions.ListAsync(new() { Workflows = [talkative.Name] }, TestModule.Cancellation)).Items[0].State);
        var places = Places(module);
        Assert.All(secrets, secret => Assert.Empty(Leaks(places, secret.Reveal())));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Search_would_find_a_token_that_is_there(bool inTheLogOfWrites)
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync(type: ApiKeyType.Publishable);
        if (!inTheLogOfWrites)
        {
            await using var database = module.OpenDatabase();
            await database.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", TestModule.Cancellation);
        }

        var leaks = Leaks(Places(module), created.Token!.Reveal());

        Assert.Contains(leaks, leak => leak.EndsWith(inTheLogOfWrites ? "apikeys.db-wal as ASCII" : "apikeys.db as ASCII", StringComparison.Ordinal));
    }

    [Fact]
    public void Search_knows_the_forms_a_token_may_take()
    {
        var raw = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();
        byte[][] places =
        [
            Encoding.ASCII.GetBytes("x" + raw),
            Encoding.Unicode.GetBytes("x" + raw),
            Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(raw))),
            Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.ASCII.GetBytes(raw))),
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.ASCII.GetBytes(raw))),
        ];

        Assert.All(places, place => Assert.Single(Leaks([("place", place)], raw)));
    }

    private static async Task UseAsync(TestModule module, string token) =>
        await module.Keys.AuthenticateAsync(token, cancellationToken: TestModule.Cancellation);

    /// <summary>Every file beside the database (its write-ahead log among them) and everything that was logged, exceptions with their stacks.</summary>
    private static List<(string Name, byte[] Bytes)> Places(TestModule module)
    {
        List<(string, byte[])> places = [];
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(module.Path)!))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            file.CopyTo(copy);
            places.Add((path, copy.ToArray()));
        }

        foreach (var record in module.Logs.GetSnapshot())
        {
            var state = string.Join(' ', (record.StructuredState ?? []).Select(pair => $"{pair.Key}={pair.Value}"));
            places.Add(($"log {record.Category} {record.Id}", Encoding.ASCII.GetBytes($"{record.Message} {state} {record.Exception}")));
        }

        return places;
    }

    private static List<string> Leaks(IReadOnlyList<(string Name, byte[] Bytes)> places, string raw)
    {
        // The body without its ends, which the outline shows: a part of a secret is a leak too.
        var ascii = Encoding.ASCII.GetBytes(raw[12..44]);
        var base64 = Enumerable.Range(0, 3).Select(shift => Convert.ToBase64String(Encoding.ASCII.GetBytes(raw[shift..]))[4..44]);
        List<(string Form, byte[] Bytes)> forms =
        [
            ("ASCII", ascii),
            ("UTF-16", Encoding.Unicode.GetBytes(raw[12..44])),
            ("hex", Encoding.ASCII.GetBytes(Convert.ToHexString(ascii))),
            ("lower hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(ascii))),
            .. base64.Select(text => ("base64", Encoding.ASCII.GetBytes(text))),
        ];
        return [.. from place in places from form in forms where place.Bytes.AsSpan().IndexOf(form.Bytes) >= 0 select $"{place.Name} as {form.Form}"];
    }

    /// <summary>A host's workflow that says its input aloud, both when it fails and when it can't be undone.</summary>
    private static Workflow<string, string> TalkativeWorkflow()
    {
        string? heard = null;
        var step = Step.Define<string, string, string>(
            "listen",
            (_, token, _) =>
            {
                heard = token;
                return Task.FromResult(Step.Done("heard", "nothing"));
            },
            (_, _, _) => throw new InvalidOperationException($"can't unhear {heard}"));
        return Workflow.Define<string, string>(
            "talk",
            async (run, token) =>
            {
                await run.StepAsync(step, token);
                throw new InvalidOperationException($"the token is {token}", new InvalidOperationException($"truly {token}"));
            },
            step);
    }

    private sealed class TalkativeSaboteur : SaveChangesInterceptor
    {
        public string? Says { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Says is null ? ValueTask.FromResult(result) : throw new InvalidOperationException(Says);
    }
}
