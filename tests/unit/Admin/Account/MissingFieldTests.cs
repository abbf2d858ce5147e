using System.Net;
using AngleSharp.Html.Dom;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Account;

/// <summary>A form that lacks one of its fields is answered like one in which it is empty. A missing current password once was a 500.</summary>
public sealed class MissingFieldTests
{
    [Theory]
    [InlineData("/account", "password", "CurrentPassword")]
    [InlineData("/account", "password", "NewPassword")]
    [InlineData("/account/authenticator", "authenticator", "Code")]
    [InlineData("/account/authenticator", "authenticator", "Offer")]
    [InlineData("/sign-in", "sign-in", "Email")]
    [InlineData("/sign-in", "sign-in", "Password")]
    public async Task Form_without_a_field_is_refused_with_the_page(string path, string formName, string missing)
    {
        await using var app = AdminApplication.WithOwner();

        await RefusedAsync(path.StartsWith("/account", StringComparison.Ordinal) ? await app.OpenSignedInAsync() : app.Open(), path, formName, missing);
    }

    [Theory]
    [InlineData("Code")]
    [InlineData("Name")]
    [InlineData("Email")]
    [InlineData("Password")]
    public async Task Set_up_without_a_field_is_refused_with_the_page(string missing)
    {
        await using var app = new AdminApplication();

        await RefusedAsync(app.Open(), "/setup", "setup", missing);
    }

    private static async Task RefusedAsync(AdminApplicationClient client, string path, string formName, string missing)
    {
        var form = AdminApplicationClient.Form(await client.PageAsync(path), formName);
        var values = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Name is { } name && !name.EndsWith("." + missing, StringComparison.Ordinal))
            .ToDictionary(input => input.Name!, input => input.Name!.EndsWith("Password", StringComparison.Ordinal) ? "an unusual pass phrase, 27" : input.Value);
        Assert.Equal(form.Elements.OfType<IHtmlInputElement>().Count(input => input.Name is not null) - 1, values.Count);

        using var response = await client.Http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(values), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
