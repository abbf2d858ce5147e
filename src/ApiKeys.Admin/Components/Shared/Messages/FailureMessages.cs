using ApiKeys.Admin.Text;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Shared.Messages;

/// <summary>What a failed act has left behind and what to do, as far as its exception tells. Never more comforting than is known.</summary>
internal static class FailureMessages
{
    /// <param name="failure">How the act ended.</param>
    /// <param name="callId">Under what the log can be searched when the failure names no execution.</param>
    /// <param name="changes">Whether anything was committed before it failed.</param>
    public static string Of(Exception failure, string callId, ChangeWatch? changes = null) => failure switch
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
        _ when Store(failure, changes) is { MayHaveTakenEffect: false, Kind: var kind } => StoreMessages.Unchanged(kind),
        _ when Store(failure, changes) is { Kind: var kind } => StoreMessages.Unknown(kind),
        StepTimedOutException => "It took too long, so it was undone. Try again.",
        _ => $"Something went wrong on the server. Look at the key or its list before you try again; the log has more under {Execution(failure) ?? callId}.",
    };

    /// <summary>Of something that was only to be shown.</summary>
    public static string OfReading(Exception failure) => StoreFailure.Of(failure) is { Kind: var kind }
        ? StoreMessages.Unchanged(kind)
        : "Something went wrong on the server; its log says what. Nothing was changed.";

    /// <summary>Whether a repeated call has to be the same call, so that it can't take effect twice.</summary>
    public static bool MayHaveTakenEffect(Exception failure, ChangeWatch? changes = null) =>
        failure is OutcomeUnknownException or RepeatedExecutionException or CompensationFailedException
        || Store(failure, changes) is { MayHaveTakenEffect: true };

    /// <summary>Whether it is known that nothing was changed, or that what was changed is being undone.</summary>
    public static bool LeftNothing(Exception failure, ChangeWatch? changes = null) =>
        failure is ExecutionTakenOverException or StepTimedOutException || Store(failure, changes) is { MayHaveTakenEffect: false };

    private static StoreFailure? Store(Exception failure, ChangeWatch? changes) =>
        changes is null ? StoreFailure.Of(failure) : StoreFailure.Of(failure, changes);

    private static string? Execution(Exception failure) => failure.Data[WorkflowData.ExecutionIdKey] as string;
}
