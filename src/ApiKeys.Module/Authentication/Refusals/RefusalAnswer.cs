using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ApiKeys.Usage.Callers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ApiKeys.Authentication.Refusals;

/// <summary>Answers a call that is not let in: status, <c>WWW-Authenticate</c> after RFC 6750, and a problem after RFC 9457.</summary>
internal static class RefusalAnswer
{
    // Verification trusts its memory for one second without the database; a client that waits as long meets another state, good or bad.
    private const string RetryAfterSeconds = "1";

    // The dots in a redacted token stay readable; everything that matters to HTML is still escaped.
    private static readonly JsonWriterOptions Json =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.GeneralPunctuation) };

    public static Task WriteAsync(HttpContext context, Refusal refusal, ApiKeyType wanted, string realm, string header)
    {
        // Something else has answered already, such as another scheme that was challenged first.
        if (context.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        if (wanted == ApiKeyType.Publishable && header != ApiKeyAuthenticationDefaults.PublishableHeader)
        {
            refusal = refusal with { Detail = refusal.Detail.Replace(ApiKeyAuthenticationDefaults.PublishableHeader, header, StringComparison.Ordinal) };
        }

        context.RequestServices.GetService<ILogger<Refusal>>()?.Refused(RequestCaller.RouteOf(context.GetEndpoint()), refusal.Code, refusal.Redacted);

        var response = context.Response;
        response.StatusCode = refusal.Status;
        response.Headers.CacheControl = "no-store";
        if (refusal.IsStoreUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterSeconds;
        }
        else
        {
            response.Headers.Append(HeaderNames.WWWAuthenticate, Challenge(refusal, wanted, realm, header));
        }

        return context.RequestServices.GetService<IProblemDetailsService>() is { } problems
            ? WriteAsync(problems, context, refusal)
            : WriteAsync(context, refusal);
    }

    // The host's own form, with what it adds to each problem. It writes nothing for a caller who accepts no JSON.
    private static async Task WriteAsync(IProblemDetailsService problems, HttpContext context, Refusal refusal)
    {
        var (type, title) = Kind(refusal);
        var problem = new ProblemDetails { Type = type, Title = title, Status = refusal.Status, Detail = refusal.Detail };
        problem.Extensions["code"] = refusal.Code;
        if (refusal.Redacted is { } redacted)
        {
            problem.Extensions["redacted"] = redacted;
        }

        if (refusal.Scope is { } scope)
        {
            problem.Extensions["scope"] = scope;
        }

        if (!await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem }))
        {
            await WriteAsync(context, refusal);
        }
    }

    private static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var body = new ArrayBufferWriter<byte>(512);
        WriteProblem(body, refusal);
        context.Response.ContentType = "application/problem+json";
        context.Response.ContentLength = body.WrittenCount;
        return context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).AsTask();
    }

    private static string Challenge(Refusal refusal, ApiKeyType wanted, string realm, string header)
    {
        // Bearer is a registered scheme and Basic would open a browser's sign-in box. For a header of our own there is no registered scheme.
        var text = new StringBuilder(wanted == ApiKeyType.Secret ? "Bearer" : "ApiKey").Append(" realm=\"").Append(realm).Append('"');
        if (wanted == ApiKeyType.Publishable)
        {
            text.Append(", header=\"").Append(header).Append('"');
        }

        if (refusal.Error is { } error)
        {
            text.Append(", error=\"").Append(error).Append("\", error_description=\"").Append(refusal.Detail).Append('"');
        }

        if (refusal.Scope is { } scope)
        {
            text.Append(", scope=\"").Append(scope).Append('"');
        }

        return text.ToString();
    }

    private static (string Type, string Title) Kind(Refusal refusal) => refusal.Status switch
    {
        StatusCodes.Status401Unauthorized => ("https://tools.ietf.org/html/rfc9110#section-15.5.2", "Unauthorized"),
        StatusCodes.Status403Forbidden => ("https://tools.ietf.org/html/rfc9110#section-15.5.4", "Forbidden"),
        _ => ("https://tools.ietf.org/html/rfc9110#section-15.6.4", "Service Unavailable"),
    };

    private static void WriteProblem(IBufferWriter<byte> body, Refusal refusal)
    {
        var (type, title) = Kind(refusal);
        using var json = new Utf8JsonWriter(body, Json);
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("title", title);
        json.WriteNumber("status", refusal.Status);
        json.WriteString("detail", refusal.Detail);
        json.WriteString("code", refusal.Code);
        if (refusal.Redacted is { } redacted)
        {
            json.WriteString("redacted", redacted);
        }

        if (refusal.Scope is { } scope)
        {
            json.WriteString("scope", scope);
        }

        json.WriteEndObject();
    }
}
