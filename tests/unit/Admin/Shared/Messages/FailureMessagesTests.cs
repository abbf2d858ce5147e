using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Sqlite;
using ApiKeys.Workflows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Shared.Messages;

public sealed class FailureMessagesTests
{
    // Unless another test of the process has registered them.
    static FailureMessagesTests() => DatabaseErrors.Register(new SqliteErrors());

    [Theory]
    [InlineData(WorkflowState.CompensationFailed)]
    [InlineData(WorkflowState.Compensating)]
    public void What_could_not_be_undone_is_not_said_to_be_undone(WorkflowState state)
    {
        var words = FailureMessages.Of(new CompensationFailedException("wfx_1", state, new IOException(), new IOException()), "ui_1");

        Assert.Contains("part of it is still there", words, StringComparison.Ordinal);
        Assert.Contains("wfx_1", words, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing was changed", words, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_took_too_long_is_not_laid_on_the_database()
    {
        var words = FailureMessages.Of(new StepTimedOutException("mail", TimeSpan.FromMinutes(1), new OperationCanceledException()), "ui_1");

        Assert.Equal("It took too long, so it was undone. Try again.", words);
    }

    [Fact]
    public void What_is_still_being_undone_keeps_its_transaction() => Assert.True(FailureMessages.MayHaveTakenEffect(
        new CompensationFailedException("wfx_1", WorkflowState.Compensating, new IOException(), new IOException())));

    [Fact]
    public void An_unknown_outcome_is_said_to_be_unknown_and_keeps_its_transaction()
    {
        var failure = new OutcomeUnknownException("wfx_1", new IOException());

        var words = FailureMessages.Of(failure, "ui_1");

        Assert.Contains("may have taken effect", words, StringComparison.Ordinal);
        Assert.Contains("wfx_1", words, StringComparison.Ordinal);
        Assert.True(FailureMessages.MayHaveTakenEffect(failure));
    }

    [Theory]
    [InlineData(5, "The database can't be reached. Nothing was changed. Try again in a few seconds.")]
    [InlineData(13, "The database has no room for changes. Nothing was changed. Try again once the operator of this server has made room.")]
    [InlineData(8, "The database takes no changes: it is read-only. Nothing was changed. Try again once the operator of this server has made it writable.")]
    public void Failure_of_the_store_is_said_as_the_API_says_it(int code, string words)
    {
        var failure = new DbUpdateException("saving", new SqliteException("failed", code));

        Assert.Equal(words, FailureMessages.Of(failure, "ui_1"));
        Assert.Equal(words, FailureMessages.OfReading(failure));
        Assert.False(FailureMessages.MayHaveTakenEffect(failure));
    }

    [Fact]
    public void Mistake_is_not_laid_on_the_database()
    {
        var words = FailureMessages.Of(new InvalidOperationException("a mistake", new IOException()), "ui_1");

        Assert.Contains("Something went wrong on the server", words, StringComparison.Ordinal);
        Assert.Contains("ui_1", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_inside_a_workflow_is_found_by_its_execution()
    {
        var failure = new InvalidOperationException("a mistake") { Data = { [WorkflowData.ExecutionIdKey] = "wfx_1" } };

        Assert.Contains("wfx_1", FailureMessages.Of(failure, "ui_1"), StringComparison.Ordinal);
    }
}
