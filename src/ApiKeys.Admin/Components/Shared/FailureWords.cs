using System.Data.Common;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Components.Shared;

/// <summary>What a failed act has left behind and what to do, as far as its exception tells. Never more comforting than is known.</summary>
internal static class FailureWords
{
    /// <param name="failure">How the act ended.</param>
    /// <param name="callId">Under what the log can be searched when the failure names no execution.</param>
    public static string Of(Exception failure, string callId) => failure switch
    {
        CompensationFailedException { State: WorkflowState.Compensating } undoing =>
            $"It failed and could not be undone yet, so part of it is still there. It is being retried: see execution {undoing.ExecutionId} in Workflows.",
        CompensationFailedException undone =>
            $"It failed and could not be undone, so part of it is still there: see execution {undone.ExecutionId} in Workflows.",
        OutcomeUnknownException unknown =>
            $"The database went away while it saved, so it may have taken effect. Look at the key, or at execution {unknown.ExecutionId} in Workflows, before you try again.",
        RepeatedExecutionException { State: WorkflowState.CompensationFailed } repeated =>
            $"An earlier try could not be undone: see execution {repeated.ExecutionId} in Workflows. Nothing was changed now.",
        RepeatedExecutionException => "An earlier try is not over yet. Nothing was changed now; try again in a minute.",
        ExecutionTakenOverException => "It took too long and is being undone. Try again.",
        StepTimedOutException => "It took too long, so it was undone. Try again.",
        _ when IsOutOfReach(failure) => "The database didn't answer, so nothing was changed. Try again.",
        _ => $"Something went wrong on the server. Look at the key or its list before you try again; the log has more under {Execution(failure) ?? callId}.",
    };

    /// <summary>Of something that was only to be shown.</summary>
    public static string OfReading(Exception failure) => IsOutOfReach(failure)
        ? "The database didn't answer. Nothing was changed."
        : "Something went wrong on the server; its log says what. Nothing was changed.";

    /// <summary>Whether it was the database, and not a mistake in the product.</summary>
    public static bool IsOutOfReach(Exception failure) =>
        failure is DbException or DbUpdateException or IOException or TimeoutException or OperationCanceledException
        || (failure.InnerException is { } inner && IsOutOfReach(inner));

    /// <summary>Whether a repeated call has to be the same call, so that it can't take effect twice.</summary>
    public static bool MayHaveTakenEffect(Exception failure) => failure is OutcomeUnknownException or RepeatedExecutionException or CompensationFailedException;

    private static string? Execution(Exception failure) => failure.Data[WorkflowData.ExecutionIdKey] as string;
}
