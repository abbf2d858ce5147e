using ApiKeys.Keys;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Module.Storage;

/// <summary>The rows of a change are saved in one command. A row that can't be saved fails all of them, wherever it is in the command.</summary>
public sealed class SavedTogetherTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Row_that_cannot_be_inserted_is_reported_and_no_row_of_its_command_is_saved(int wrong)
    {
        await using var module = new TestModule();
        var key = (await module.CreateAsync()).Key;
        await using var database = module.OpenDatabase();
        var step = await database.Set<WorkflowStepRecord>().AsNoTracking().FirstAsync(TestModule.Cancellation);

        // The update returns a row, the inserts before and after it don't.
        (await database.Set<ApiKey>().SingleAsync(row => row.Id == key.Id, TestModule.Cancellation)).Touch(TestModule.Start.AddHours(1));
        for (var i = 0; i < 3; i++)
        {
            database.Add(new WorkflowStepRecord
            {
                ExecutionId = step.ExecutionId,
                Sequence = i == wrong ? step.Sequence : step.Sequence + 1 + i,
                Step = "test",
                StartedAt = TestModule.Start,
            });
        }

        await Assert.ThrowsAsync<DbUpdateException>(() => database.SaveChangesAsync(TestModule.Cancellation));

        Assert.Equal(1, await database.Set<WorkflowStepRecord>().CountAsync(TestModule.Cancellation));
        Assert.Equal(key.UpdatedAt, (await module.RetrieveAsync(key.Id)).UpdatedAt);
    }

    [Fact]
    public async Task Row_that_someone_else_has_changed_is_reported_and_no_row_of_its_command_is_saved()
    {
        await using var module = new TestModule();
        var key = (await module.CreateAsync()).Key;
        await using var database = module.OpenDatabase();
        var step = await database.Set<WorkflowStepRecord>().AsNoTracking().FirstAsync(TestModule.Cancellation);
        var row = await database.Set<ApiKey>().SingleAsync(row => row.Id == key.Id, TestModule.Cancellation);
        row.Touch(TestModule.Start.AddHours(1));
        database.Entry(row).Property(changed => changed.Version).OriginalValue = Guid.NewGuid();
        database.Add(new WorkflowStepRecord { ExecutionId = step.ExecutionId, Sequence = step.Sequence + 1, Step = "test", StartedAt = TestModule.Start });

        var conflict = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => database.SaveChangesAsync(TestModule.Cancellation));

        Assert.Same(row, Assert.Single(conflict.Entries).Entity);
        Assert.Equal(1, await database.Set<WorkflowStepRecord>().CountAsync(TestModule.Cancellation));
    }
}
