using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Bench.Scenarios;

/// <summary>
/// A workflow of three steps that write a row each, beside the same three writes in one plain transaction through the same context; on a new database,
/// and once the journal holds many executions.
/// </summary>
internal static class WorkflowScenario
{
    private const int WarmUps = 50;
    private const int Runs = 400;
    private const int Stored = 50_000;

    private static readonly IReadOnlyList<Step<int, int, int>> Steps = [.. Enumerable.Range(1, 3).Select(Write)];

    private static readonly Workflow<int, int> ThreeSteps = Workflow.Define<int, int>(
        "three-steps",
        async (run, input) =>
        {
            await run.StepAsync(Steps[0], input);
            await run.StepAsync(Steps[1], input);
            return await run.FinishAsync(Steps[2], input);
        },
        Steps);

    public static async Task RunAsync(Report report)
    {
        report.Times();
        await using var module = await BenchModule.CreateAsync(ThreeSteps);
        await ExecuteAsync(module, "CREATE TABLE bench_rows (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, step INTEGER NOT NULL)");

        await MeasureAsync(report, module, "new database");
        await StoreAsync(module);
        await MeasureAsync(report, module, $"{Stored:N0} stored executions");
    }

    private static async Task MeasureAsync(Report report, BenchModule module, string when)
    {
        var measurements = await Measurement.TakeAsync(
            WarmUps,
            Runs,
            ($"three steps, {when}", async run => await module.Workflows.RunAsync(ThreeSteps, run, new WorkflowRunOptions(BenchModule.Actor.Id))),
            ($"one plain transaction, {when}", run => PlainAsync(module, run)));
        foreach (var measurement in measurements)
        {
            report.Row(measurement);
        }
    }

    private static Step<int, int, int> Write(int number) => Step.Define<int, int, int>(
        $"write-{number}",
        async (step, run, cancellationToken) =>
        {
            await WriteAsync(step.Database, run, number, cancellationToken);
            return Step.Done(run, undo: run);
        },
        (step, run, cancellationToken) => step.Database.Database.ExecuteSqlAsync(
            $"DELETE FROM bench_rows WHERE run = {run} AND step = {number}", cancellationToken));

    private static Task<int> WriteAsync(DbContext context, int run, int step, CancellationToken cancellationToken = default) =>
        context.Database.ExecuteSqlAsync($"INSERT INTO bench_rows (run, step) VALUES ({run}, {step})", cancellationToken);

    private static async Task PlainAsync(BenchModule module, int run)
    {
        await using var context = module.OpenDatabase();
        await using var transaction = await context.Database.BeginTransactionAsync();
        for (var step = 1; step <= 3; step++)
        {
            await WriteAsync(context, run, step);
        }

        await transaction.CommitAsync();
    }

    private static async Task StoreAsync(BenchModule module)
    {
        await ExecuteAsync(module, $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {Stored})
            INSERT INTO apikeys_workflow_executions (id, workflow, state, started_by, started_at, ended_at, lease_until, epoch)
            SELECT 'wfx_' || printf('%026d', n), 'three-steps', 2, 'user_01BENCH', n, n, n, 1 FROM numbers
            """);
        await ExecuteAsync(module, """
            INSERT INTO apikeys_workflow_steps (execution_id, sequence, step, state, undo, attempts, started_at, done_at, compensation_attempts)
            SELECT execution.id, step.value, 'write-' || step.value, 1, '1', 1, started_at, started_at, 0
            FROM apikeys_workflow_executions AS execution, json_each('[1,2,3]') AS step WHERE execution.id < 'wfx_01'
            """);
    }

    private static async Task ExecuteAsync(BenchModule module, string sql)
    {
        await using var context = module.OpenDatabase();
        await context.Database.ExecuteSqlRawAsync(sql);
    }
}
