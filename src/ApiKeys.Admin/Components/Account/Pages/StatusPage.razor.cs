using ApiKeys.Admin.Http;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using System.Diagnostics;

namespace ApiKeys.Admin.Components.Account.Pages;

/// <summary>What is shown in place of an answer that failed.</summary>
public sealed partial class StatusPage
{
    private static readonly (string Href, string Text) Home = ("/", "Go to the overview");

    private string _title = "";
    private string _text = "";
    private string? _traceId;
    private (string Href, string Text) _link = Home;

    [Parameter]
    public int Code { get; set; }

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    protected override void OnInitialized()
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var isException = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        if (failed is null && !isException)
        {
            // Nothing failed: someone typed the address of this page, and there is no such page.
            HttpContext.Response.StatusCode = Code = StatusCodes.Status404NotFound;
        }

        (_title, _text) = Words();
        if (isException)
        {
            _traceId = Activity.Current?.Id ?? HttpContext.TraceIdentifier;
        }
        else if (Code is StatusCodes.Status400BadRequest or StatusCodes.Status429TooManyRequests
            && failed is not null && CanBeLoaded(failed.Endpoint))
        {
            _link = (LocalUrl.OrHome(failed.OriginalPath + failed.OriginalQueryString), "Load the page again");
        }
    }

    // What only takes posts, such as signing out, would answer the link with another error.
    private static bool CanBeLoaded(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods: { Count: > 0 } methods }
        || methods.Contains(HttpMethods.Get);

    private (string Title, string Text) Words() => HttpContext.Features.Get<IExceptionHandlerFeature>() is { Error: var error } && StoreFailure.Of(error) is { } store
        ? ("This can't be done now", WordsOf(store))
        : WordsOfCode();

    private static string WordsOf(StoreFailure store) => store.MayHaveTakenEffect
        ? StoreMessages.Unknown(store.Kind)
        : StoreMessages.Unchanged(store.Kind);

    private (string Title, string Text) WordsOfCode() => Code switch
    {
        StatusCodes.Status400BadRequest when ExpiredForms.WasRefused(HttpContext) => (
            "This form has expired",
            "You signed in or out since it was opened, or it was open for long. Nothing was changed. Load the page again and send it once more."),
        StatusCodes.Status404NotFound => ("Page not found", "There is nothing at this address. The link may be old, or what it led to was deleted."),
        StatusCodes.Status413PayloadTooLarge => (
            "This request is too large", "ApiKeys takes no files and no long texts here. Nothing was changed. Send less."),
        StatusCodes.Status429TooManyRequests => (
            "Too many tries", "Too many tries came from your network. Nothing was changed. Wait a minute, then try again."),
        >= StatusCodes.Status500InternalServerError => (
            "Something went wrong", "ApiKeys failed to answer. Try again; if it stays, the log has the cause under the trace below."),
        _ => ("This request could not be answered", "ApiKeys did not understand it. Nothing was changed."),
    };
}
