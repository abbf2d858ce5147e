using System.Diagnostics;

namespace ApiKeys.Admin.Http;

/// <summary>Why a call was not answered: the contract's type and message, and a code and a trace for programs and operators.</summary>
internal sealed record ApiProblem(int Status, string? Type, string Code, string Message) : IResult
{
    /// <summary>Without a type, as the contract has it for a missing or bad credential.</summary>
    public static ApiProblem Unauthorized { get; } = new(StatusCodes.Status401Unauthorized, null, "unauthorized", "Unauthorized");

    public static ApiProblem TooLarge { get; } =
        new(StatusCodes.Status413PayloadTooLarge, "unknown_error", "too_large", "request entity too large");

    public static ApiProblem Encoded { get; } = new(
        StatusCodes.Status415UnsupportedMediaType,
        "invalid_data",
        "unsupported_encoding",
        "Send the body without Content-Encoding: compressed bodies are not read here. Nothing was changed.");

    public static ApiProblem Failed { get; } =
        new(StatusCodes.Status500InternalServerError, "unknown_error", "unknown_error", "An unknown error occurred.");

    public static ApiProblem NotSetUp { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "not_allowed", "not_set_up", "ApiKeys is not set up yet. Open it in a browser to make the first owner.");

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>While the store fails: <c>unchanged</c>, or <c>unknown</c> when the change may have taken effect.</summary>
    public string? Outcome { get; init; }

    public static ApiProblem Invalid(string message) => new(StatusCodes.Status400BadRequest, "invalid_data", "invalid", message);

    public static ApiProblem NotAllowed(string message) => new(StatusCodes.Status400BadRequest, "not_allowed", "not_allowed", message);

    public static ApiProblem NotFound(string message) => new(StatusCodes.Status404NotFound, "not_found", "not_found", message);

    public static ApiProblem Forbidden(string message) => new(StatusCodes.Status403Forbidden, "forbidden", "forbidden", message);

    public static ApiProblem MissingScope(string scope) =>
        Forbidden($"The key lacks the scope {scope}. A user who manages keys can add it.") with { Code = "insufficient_scope" };

    public static ApiProblem TooManyCalls(TimeSpan wait) => Of(StatusCodes.Status429TooManyRequests) with
    {
        Message = "Too many calls in a minute. Wait as long as Retry-After says, then go on more slowly.",
        RetryAfter = wait,
    };

    public static ApiProblem TooManyLists { get; } = new(
        StatusCodes.Status429TooManyRequests, "not_allowed", "too_many_requests", "Too many lists are asked for at once. Wait a second, then go on with fewer at a time.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    /// <summary>What an answer without a body means.</summary>
    public static ApiProblem Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Invalid("The request can't be read."),
        StatusCodes.Status401Unauthorized => Unauthorized,
        StatusCodes.Status403Forbidden => new(status, "forbidden", "forbidden", "You may not do this."),
        StatusCodes.Status404NotFound => new(status, "not_found", "not_found", "There is nothing at this address, or not for this method."),
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status429TooManyRequests =>
            new(status, "not_allowed", "too_many_requests", "Too many requests came from your network. Wait a minute, then try again."),
        >= StatusCodes.Status500InternalServerError => Failed with { Status = status },
        _ => Invalid("The request can't be read.") with { Status = status },
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (RetryAfter is { } wait)
        {
            httpContext.Response.SetRetryAfter(wait);
        }

        return httpContext.Response.WriteAsJsonAsync(ToBody(Activity.Current?.Id ?? httpContext.TraceIdentifier), httpContext.RequestAborted);
    }

    /// <summary>The body of the response.</summary>
    public ErrorJson ToBody(string traceId) => new() { Type = Type, Message = Message, Code = Code, Status = Status, TraceId = traceId, Outcome = Outcome };
}
