using ApiKeys.Admin.Hosting;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Endpoints.Errors;

/// <summary>Sees that every answer of the API is JSON in the contract's form, whatever refused or failed on the way to it.</summary>
internal static class ApiErrors
{
    public static IApplicationBuilder UseApiErrors(this IApplicationBuilder app) =>
        app.Use((context, next) => ApiPaths.IsCalled(context) ? AnswerAsync(context, next) : next(context));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        ApiProblem problem;
        var changes = ChangeWatch.Begin();
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
            problem = Explain(exception, changes, context.Request);
            if (problem.Outcome is not null)
            {
                Log.StoreFailed(Logger(context), context.Request.Method, Route(context), LoggedFailure.Text(exception));
            }
            else if (problem.Status >= StatusCodes.Status500InternalServerError)
            {
                Log.CallFailed(Logger(context), context.Request.Method, Route(context), LoggedFailure.Text(exception));
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

    private static ApiProblem Explain(Exception exception, ChangeWatch changes, HttpRequest request) => exception switch
    {
        BadHttpRequestException bad => ApiProblem.Of(bad.StatusCode),
        RepeatedExecutionException { State: WorkflowState.CompensationFailed } stuck => new(
            StatusCodes.Status409Conflict,
            "conflict",
        "compensation_failed",
            $"An earlier call with this Idempotency-Key could not be undone. Check execution {stuck.ExecutionId} on the page Workflows. Nothing was changed now."),
        RepeatedExecutionException => new(
            StatusCodes.Status409Conflict,
            "conflict",
            "execution_unsettled",
            "This call was made before and is not settled yet. Nothing was run now; ask again later with the same Idempotency-Key."),
        CompensationFailedException { State: WorkflowState.CompensationFailed } undone => CompensationFailed(undone),
        _ when StoreFailure.Of(exception, changes) is { } failure => StoreProblems.Of(failure, request),
        CompensationFailedException undoing => CompensationFailed(undoing),
        StepTimedOutException => TimedOut("timed_out", "This took too long and was undone. Call again."),
        OutcomeUnknownException => StoreProblems.Of(new StoreFailure(StoreFailureKind.Unavailable, MayHaveTakenEffect: true), request),
        ExecutionTakenOverException => TimedOut("execution_taken_over", "This took too long and was undone. Call again."),
        _ => ApiProblem.Failed,
    };

    private static ApiProblem TimedOut(string code, string message) =>
        new(StatusCodes.Status503ServiceUnavailable, "unknown_error", code, message) { RetryAfter = StoreProblems.RetryAfter(StoreFailureKind.Unavailable) };

    private static ApiProblem CompensationFailed(CompensationFailedException undoing) => new(
        StatusCodes.Status500InternalServerError,
        "unknown_error",
        "compensation_failed",
        $"This failed and could not be undone yet, so part of it may still be there. See execution {undoing.ExecutionId} before you call again.");

    private static string? Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    private static ILogger Logger(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiErrors));
}
