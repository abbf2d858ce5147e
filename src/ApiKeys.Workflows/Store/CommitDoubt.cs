using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.Workflows;

/// <summary>
/// Tells a change that certainly did not take effect from one that may have: the connection was lost while a transaction was committed, or while a statement wrote
/// that is a transaction by itself.
/// </summary>
internal sealed class CommitDoubt : DbTransactionInterceptor, IDbCommandInterceptor
{
    private const string Mark = "ApiKeys.CommitInDoubt";

    public static bool IsMarked(Exception exception) => exception.Data.Contains(Mark);

    public override void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData)
    {
        if (eventData.Action == "Commit" && DatabaseErrors.LeavesDoubt(eventData.Exception))
        {
            throw new CommitInDoubtException(eventData.Exception);
        }
    }

    public override Task TransactionFailedAsync(
        DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        TransactionFailed(transaction, eventData);
        return Task.CompletedTask;
    }

    public void CommandFailed(DbCommand command, CommandErrorEventData eventData)
    {
        if (IsOwnTransaction(command, eventData) && DatabaseErrors.LeavesDoubt(eventData.Exception))
        {
            eventData.Exception.Data[Mark] = true;
        }
    }

    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        CommandFailed(command, eventData);
        return Task.CompletedTask;
    }

    /// <summary>Whether a command writes, and commits what it writes.</summary>
    /// <remarks>Not by the command alone: once its connection is lost, SQL Server's driver says that it has no transaction.</remarks>
    internal static bool IsOwnTransaction(DbCommand command, CommandEventData eventData) =>
        command.Transaction is null
        && eventData.Context?.Database.CurrentTransaction is null
        && eventData.CommandSource is CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw;
}
