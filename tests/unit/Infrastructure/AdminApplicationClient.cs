using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ApiKeys.Operations;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Talks to <see cref="AdminApplication"/> as a browser without scripts would: pages, forms, cookies.</summary>
internal sealed class AdminApplicationClient(HttpClient http, CookieContainer cookies)
{
    public HttpClient Http => http;

    /// <summary>The same browser, cookies and all, with another app behind the address.</summary>
    public AdminApplicationClient On(AdminApplication app) => app.Open(cookies);

    /// <summary>The value of a cookie; empty when the browser doesn't have it.</summary>
    public string Cookie(string name) => cookies.GetAllCookies()[name]?.Value ?? "";

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path, TestContext.Current.CancellationToken);

    public async Task<IHtmlDocument> PageAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>Loads a page, fills the named form (or the only one) and sends it with its hidden fields.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string formName, params (string Name, string Value)[] fields)
    {
        var page = await PageAsync(path);
        return await SendAsync(Form(page, formName), fields);
    }

    public Task<HttpResponseMessage> SendAsync(IHtmlFormElement form, params (string Name, string Value)[] fields)
    {
        var values = form.Elements.OfType<IHtmlInputElement>().ToDictionary(input => input.Name ?? "", input => input.Value);
        foreach (var (name, value) in fields)
        {
            values[values.Keys.Single(key => key.EndsWith("." + name, StringComparison.Ordinal))] = value;
        }

        return http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(values), TestContext.Current.CancellationToken);
    }

    public static IHtmlFormElement Form(IHtmlDocument page, string formName) => Assert.Single(
        page.Forms, form => form.QuerySelector($"input[name=_handler][value='{formName}']") is not null);

    public Task<HttpResponseMessage> TrySignInAsync(string email, string password, string path = "/sign-in") =>
        SubmitAsync(path, "sign-in", ("Email", email), ("Password", password));

    /// <summary>Where a redirect leads, as path and query; null when the answer is none. Away from the app is a failure.</summary>
    public string? Target(HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location)
        {
            return null;
        }

        var target = new Uri(http.BaseAddress!, location);
        Assert.Equal(http.BaseAddress!.Authority, target.Authority);
        return target.PathAndQuery;
    }

    public async Task SignInAsync(string email, string password)
    {
        using var response = await TrySignInAsync(email, password);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    /// <summary>What the profile menu's button sends, with the token of any page that has a form.</summary>
    public Task<HttpResponseMessage> SignOutAsync() => PostWithTokenAsync("/account/sign-out");

    /// <summary>What the account page's button sends.</summary>
    public Task<HttpResponseMessage> SignOutEverywhereAsync() => PostWithTokenAsync("/account/sign-out-everywhere");

    public Task<HttpResponseMessage> TrySetUpAsync(
        string code,
        string email = AdminApplication.OwnerEmail,
        string name = AdminApplication.OwnerName,
        string password = AdminApplication.OwnerPassword) =>
        SubmitAsync("/setup", "setup", ("Code", code), ("Name", name), ("Email", email), ("Password", password));

    /// <summary>What a button of the account page sends.</summary>
    public async Task<HttpResponseMessage> PostWithTokenAsync(string path)
    {
        var token = (await PageAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        var fields = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        return await http.PostAsync(path, fields, TestContext.Current.CancellationToken);
    }
}
