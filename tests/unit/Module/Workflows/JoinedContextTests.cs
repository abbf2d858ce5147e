using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class JoinedContextTests
{
    private static readonly Step<string, string, string> Write = Step.Define<string, string, string>(
        "write-note",
        async (step, text, _) =>
        {
            var host = await step.JoinAsync(HostContext.On);
            host.Notes.Add(new Note { Text = text });
            return Step.Done(text, text);
        },
        async (step, text, cancellationToken) =>
        {
            var host = await step.JoinAsync(HostContext.On);
            host.Notes.RemoveRange(await host.Notes.Where(note => note.Text == text).ToListAsync(cancellationToken));
        });

    private static readonly Workflow<(string Text, bool Fails), string> Noting = Workflow.Define<(string Text, bool Fails), string>(
        "note",
        async (run, input) =>
        {
            await run.StepAsync(Write, input.Text);
            return input.Fails ? throw new TimeoutException("Slow.") : input.Text;
        },
        Write);

    [Fact]
    public async Task Host_table_is_written_together_with_the_step()
    {
        await using var module = await StartAsync();

        await module.RunAsync(Noting, ("Hello", false));

        Assert.Equal(["Hello"], await NotesAsync(module));
    }

    // Before the save of the journal, which follows the host's, and after it.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Host_table_is_left_alone_when_the_step_fails(int point)
    {
        var faults = new FaultInjector { At = point };
        await using var module = await StartAsync(faults);
        faults.Arm();

        await Assert.ThrowsAsync<InjectedFaultException>(() => module.RunAsync(Noting, ("Hello", false)));

        Assert.Empty(await NotesAsync(module));
        Assert.Equal(0, (await module.Executions.ListAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Host_table_is_restored_together_with_the_undo()
    {
        await using var module = await StartAsync();

        await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(Noting, ("Hello", true)));

        Assert.Empty(await NotesAsync(module));
        Assert.Equal(WorkflowState.Compensated, (await module.OnlyExecutionAsync()).State);
    }

    [Fact]
    public async Task Host_table_keeps_its_rows_when_the_undo_fails()
    {
        var faults = new FaultInjector { FailsCompensations = true };
        await using var module = await StartAsync(faults);

        await Assert.ThrowsAsync<CompensationFailedException>(() => module.RunAsync(Noting, ("Hello", true)));

        Assert.Equal(["Hello"], await NotesAsync(module));
        Assert.Equal(WorkflowState.CompensationFailed, (await module.OnlyExecutionAsync()).State);
    }

    private static async Task<TestModule> StartAsync(FaultInjector? faults = null)
    {
        var module = new TestModule(interceptor: faults, configure: WorkflowActs.With(Noting));
        await using var database = module.OpenDatabase();
        await using var host = HostContext.On(database.Database.GetDbConnection());
        await host.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(TestModule.Cancellation);
        return module;
    }

    private static async Task<IReadOnlyList<string>> NotesAsync(TestModule module)
    {
        await using var database = module.OpenDatabase();
        await using var host = HostContext.On(database.Database.GetDbConnection());
        return await host.Notes.Select(note => note.Text).ToListAsync(TestModule.Cancellation);
    }

    private sealed class Note
    {
        public int Id { get; init; }

        public required string Text { get; init; }
    }

    private sealed class HostContext(DbContextOptions<HostContext> options) : DbContext(options)
    {
        public DbSet<Note> Notes => Set<Note>();

        public static HostContext On(DbConnection connection)
        {
            var options = new DbContextOptionsBuilder<HostContext>();
            TestDatabase.Current.Use(options, connection);
            return new HostContext(options.Options);
        }

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Note>(note =>
        {
            note.ToTable("notes");
            note.Property(n => n.Id).HasColumnName("id");
            note.Property(n => n.Text).HasColumnName("text");
        });
    }
}
