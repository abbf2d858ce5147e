using ApiKeys.Admin.Components.Keys;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Endpoints.Errors;

/// <summary>Sees that every answer of the API is JSON in the contract's form, whatever refused or failed on the way to it.</summary>
internal static class ApiErrors
{
    public static IApplicationBuilder UseApiErrors(this IApplicationBuilder app) =>
        app.Use((context, next) => Api.IsCalled(context) ? AnswerAsync(context, next) : next(context));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        ApiProblem problem;
        try
        {
            await next(context);
            if (!IsUnanswered(context.Response))
            {
                return;
            }

            problem = ApiProblem.Of(context.Response.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            problem = Explain(exception);
            if (problem.Status >= StatusCodes.Status500InternalServerError)
            {
                Log.CallFailed(Logger(context), context.Request.Method, Route(context), PastedTokens.Redact(exception.ToString()));
            }

            context.Response.Clear();
        }

        await problem.ExecuteAsync(context);
    }

    private static bool IsUnanswered(HttpResponse response) =>
        !response.HasStarted
        && response.StatusCode >= StatusCodes.Status400BadRequest
        && response.ContentLength is null
        && string.IsNullOrEmpty(response.ContentType);

    private static ApiProblem Explain(Exception exception) => exception switch
    {
        BadHttpRequestException bad => ApiProblem.Of(bad.StatusCode),
        RepeatedExecutionException { State: WorkflowState.CompensationFailed } stuck => new(
            StatusCodes.Status409Conflict,
            "conflict",
            "compensation_failed",
            $"This call was made before and could not be undone: somebody has to look at execution {stuck.ExecutionId}. Nothing was run now."),
        RepeatedExecutionException => new(
            StatusCodes.Status409Conflict,
            "conflict",
            "execution_unsettled",
            "This call was made before and is not settled yet. Nothing was run now; ask again later with the same Idempotency-Key."),
        CompensationFailedException undoing => new(
            StatusCodes.Status500InternalServerError,
            "unknown_error",
            "compensation_failed",
            $"This failed and could not be undone yet, so part of it may still be there. See execution {undoing.ExecutionId} before you call again."),
        StepTimedOutException => new(
            StatusCodes.Status503ServiceUnavailable, "unknown_error", "timed_out", "This took too long and was undone. Call again."),
        OutcomeUnknownException => new(
            StatusCodes.Status503ServiceUnavailable,
            "unknown_error",
            "outcome_unknown",
            "The database went away, so it is unknown whether this took effect. Repeat the call with its Idempotency-Key to learn it."),
        ExecutionTakenOverException => new(
            StatusCodes.Status503ServiceUnavailable, "unknown_error", "execution_taken_over", "This took too long and was undone. Call again."),
        _ => ApiProblem.Failed,
    };

    private static string? Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    private static ILogger Logger(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiErrors));
}
