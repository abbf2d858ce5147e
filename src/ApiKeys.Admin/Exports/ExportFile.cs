using System.Globalization;
using System.Net.Mime;
using System.Text;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Text;
using Microsoft.Net.Http.Headers;

namespace ApiKeys.Admin.Exports;

/// <summary>
/// Sends a list of any size as a file, page by page as it is read. The first page is read before anything is sent, so a refusal and a failure of the store are
/// answered as such. A later failure closes the connection, so that an incomplete file doesn't look complete.
/// </summary>
/// <param name="name">The name of the file, without date and extension.</param>
/// <param name="pages">The rows. Each page was allowed or refused by itself; the last one is empty.</param>
/// <param name="rows">Writes them.</param>
/// <param name="format">The format that they are written in.</param>
/// <param name="refuse">Makes the response for a refusal.</param>
internal sealed class ExportFile<T>(
    string name, IAsyncEnumerable<ApiKeyResult<IReadOnlyList<T>>> pages, IRowWriter<T> rows, ExportFormat format, Func<IReadOnlyList<ApiKeyError>, IResult> refuse) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var budget = httpContext.RequestServices.GetRequiredService<ExportLimit>().Take(httpContext);
        if (!budget.IsAcquired)
        {
            await ApiProblem.TooManyLists.ExecuteAsync(httpContext);
            return;
        }

        await using var read = pages.GetAsyncEnumerator(httpContext.RequestAborted);
        await read.MoveNextAsync();
        if (!read.Current.Succeeded)
        {
            await refuse(read.Current.Errors).ExecuteAsync(httpContext);
            return;
        }

        SetHeaders(httpContext);
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            return;
        }

        await httpContext.Response.StartAsync(httpContext.RequestAborted);
        try
        {
            await WriteAsync(httpContext.Response, read);
        }
        catch (Exception) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The client closed the connection.
        }
        catch (Exception problem)
        {
            Log.ExportFailed(httpContext.RequestServices.GetRequiredService<ILogger<ExportFile<T>>>(), name, LoggedFailure.Text(problem));
            httpContext.Abort();
        }
    }

    private void SetHeaders(HttpContext context)
    {
        var day = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var file = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment) { FileName = $"{name}-{day}.{format.ToString().ToLowerInvariant()}" };
        context.Response.ContentType = rows.ContentType + "; charset=utf-8";
        context.Response.Headers.ContentDisposition = file.ToString();
        context.Response.Headers.CacheControl = "no-store";
    }

    private async Task WriteAsync(HttpResponse response, IAsyncEnumerator<ApiKeyResult<IReadOnlyList<T>>> read)
    {
        var text = new StringBuilder();
        rows.Begin(text);
        while (read.Current is { Succeeded: true, Value: { Count: > 0 } page })
        {
            foreach (var row in page)
            {
                rows.Append(text, row);
            }

            await SendAsync(response, text);
            await read.MoveNextAsync();
        }

        if (!read.Current.Succeeded)
        {
            throw new InvalidOperationException(read.Current.Errors[0].Message);
        }

        rows.End(text);
        await SendAsync(response, text);
    }

    private static async Task SendAsync(HttpResponse response, StringBuilder text)
    {
        await response.WriteAsync(text.ToString(), response.HttpContext.RequestAborted);
        text.Clear();
    }
}
