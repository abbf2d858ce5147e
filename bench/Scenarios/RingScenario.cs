using System.Diagnostics;
using System.Globalization;

namespace ApiKeys.Bench.Scenarios;

/// <summary>How long the ring takes to load from SQLite and how much memory it takes, and how long a revocation is on its way.</summary>
internal static class RingScenario
{
    public static async Task RunAsync(Report report)
    {
        report.Line("");
        report.Line("| what | time | memory |");
        report.Line("|---|---:|---:|");
        foreach (var count in new[] { 1_000, 100_000, 1_000_000 })
        {
            await LoadAsync(report, count);
        }

        report.Times();
        await RevokeAsync(report);
    }

    private static async Task LoadAsync(Report report, int count)
    {
        await using var module = await BenchModule.CreateAsync();
        await ManyKeys.AddAsync(module, count);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = Stopwatch.GetTimestamp();
        await module.Feed.LookAsync(CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(began);
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"| load {count:N0} keys | {took.TotalSeconds:0.00} s | {memory / 1e6:0.0} MB, {memory / (double)count:0} B a key |"));
    }

    private static async Task RevokeAsync(Report report)
    {
        await using var module = await BenchModule.CreateAsync();
        await ManyKeys.AddAsync(module, 100_000);
        await module.Feed.LookAsync(CancellationToken.None);
        var keys = new List<(string Id, string Token)>();
        for (var i = 0; i < 220; i++)
        {
            var created = await module.Keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"{i}" }, BenchModule.Actor);
            keys.Add((created.Value!.Key.Id, created.Value.Token!.Reveal()));
        }

        foreach (var row in await Measurement.TakeAsync(20, 200, ("revoke until refused, receipt included", run => RevokeAsync(module, keys[run]))))
        {
            report.Row(row);
        }
    }

    private static async Task RevokeAsync(BenchModule module, (string Id, string Token) key)
    {
        var result = await module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id }, BenchModule.Actor);
        var code = (await module.Verifier.VerifyAsync(key.Token, null)).Code;
        if (!result.Value!.Receipt!.IsComplete || code != VerificationCode.Revoked)
        {
            throw new InvalidOperationException($"The key was not refused: {code}.");
        }
    }
}
