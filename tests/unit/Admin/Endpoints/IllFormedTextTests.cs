using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Noncharacters and the like, in every place of the API and of the pages that takes text. U+FFFE once made the normalizer throw.</summary>
public sealed class IllFormedTextTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Keys = "/admin/api-keys";
    private const string Channels = "/admin/sales-channels";

    private static readonly string[] Noncharacters = ["\uFFFE", "a\uFFFFb", "\uFDD0", "\uFDEF", "\U0001FFFE", "\U0010FFFF"];
    private static readonly string[] Texts = [.. Noncharacters, "\0"];

    [Fact]
    public async Task Field_of_a_body_is_refused_by_its_name()
    {
        var key = (string)(await api.Owner.CreateAsync())["id"]!;
        var storefront = (string)(await api.Owner.CreateAsync("Storefront", "publishable"))["id"]!;
        foreach (var text in Texts)
        {
            (string Path, object Body, string Field)[] calls =
            [
                (Keys, new { title = text, type = "secret" }, "title"),
                (Keys, new { title = "A", type = "secret", description = text }, "description"),
                (Keys, new { title = "A", type = "secret", scopes = new[] { text } }, "scopes, 0"),
                ($"{Keys}/{key}", new { title = text }, "title"),
                (Keys + "/revoke", new { ids = new[] { key, text } }, "ids, 1"),
                ($"{Keys}/{storefront}/sales-channels", new { add = new[] { text } }, "add, 0"),
                ($"{Keys}/{storefront}/sales-channels", new { remove = new[] { text } }, "remove, 0"),
                (Channels, new { name = text }, "name"),
                (Channels, new { name = "A", description = text }, "description"),
                (Keys + "/verify", new { token = "A", scope = text }, "scope"),
                ("/auth/user/emailpass", new { email = text, password = "x" }, "email"),
                ("/auth/user/emailpass", new { email = "olga@example.com", password = text }, "password"),
            ];
            foreach (var (path, body, field) in calls)
            {
                var answer = await api.Owner.PostAsync(path, body);

                Assert.Equal((path, HttpStatusCode.BadRequest, "invalid_data"), (path, answer.Status, answer.Type));
                Assert.Contains($"Field '{field}' can't hold U+", answer.Message, StringComparison.Ordinal);
            }
        }

        Assert.Null((await api.Owner.GetAsync($"{Keys}/{key}")).Key["revoked_at"]);
    }

    [Fact]
    public async Task Metadata_is_refused_by_its_name_wherever_the_text_stands_in_it()
    {
        foreach (var text in Texts)
        {
            foreach (var metadata in new object[] { new { place = text }, new Dictionary<string, int> { [text] = 1 }, new { places = new[] { new { text } } } })
            {
                var answer = await api.Owner.PostAsync(Channels, new { name = "A", metadata });

                Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
                Assert.Contains("Field 'metadata': Metadata can't hold U+", answer.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Parameter_of_a_query_is_refused_by_its_name()
    {
        foreach (var text in Texts.Select(Uri.EscapeDataString))
        {
            foreach (var (path, field) in ((string, string)[])[
                (Keys + "?q=", "q"), (Keys + "?title=", "title"), (Keys + "?id[]=a&id[]=", "id"), (Keys + "?token=", "token"), (Keys + "?$or[0][q]=", "$or, 0, q"),
                (Keys + "?fields=", "fields"), (Keys + "?order=", "order"), (Channels + "?name=", "name"), (Channels + "?description=", "description"),
                (Channels + "?q=", "q"), (Channels + "?publishable_key_id=", "publishable_key_id"), ("/admin/users/me?fields=", "fields")])
            {
                var answer = await api.Owner.GetAsync(path + text);

                Assert.Equal((path, HttpStatusCode.BadRequest), (path, answer.Status));
                Assert.Contains($"Field '{field}' can't hold U+", answer.Message, StringComparison.Ordinal);
            }
        }
    }

    // The server itself refuses U+0000 in a path.
    [Fact]
    public async Task Id_in_an_address_is_unknown()
    {
        foreach (var text in Noncharacters.Select(Uri.EscapeDataString))
        {
            foreach (var path in (string[])[$"{Keys}/{text}", $"{Channels}/{text}", $"/admin/users/{text}"])
            {
                Assert.Equal((path, HttpStatusCode.NotFound), (path, (await api.Owner.GetAsync(path)).Status));
            }

            foreach (var act in (string[])["", "/revoke", "/roll", "/activate", "/cancel-revocation", "/abort-roll", "/sales-channels"])
            {
                var answer = await api.Owner.PostAsync($"{Keys}/{text}{act}", act.Length == 0 ? new { title = "A" } : null);

                Assert.InRange((int)answer.Status, 400, 404);
                Assert.DoesNotContain(Uri.UnescapeDataString(text), answer.Message, StringComparison.Ordinal);
            }

            Assert.InRange((int)(await api.Owner.DeleteAsync($"{Keys}/{text}")).Status, 200, 404);
            Assert.InRange((int)(await api.Owner.PostAsync($"/auth/user/{text}")).Status, 400, 404);
        }
    }

    [Fact]
    public async Task Page_opens_whatever_its_address_holds()
    {
        var client = await api.App.OpenSignedInAsync();
        foreach (var text in Texts.Select(Uri.EscapeDataString))
        {
            foreach (var path in (string[])[
                $"/secret-keys?q={text}&status={text}&sort={text}&page={text}&expires={text}", $"/publishable-keys?q={text}", $"/sales-channels?q={text}&state={text}",
                $"/activity?action={text}&by={text}&key={text}&execution={text}", $"/workflows?q={text}&state={text}&workflow={text}&by={text}&since={text}",
                $"/?{text}={text}", $"/check?{text}", $"/account?{text}", $"/keys/{text.Replace("%00", "%EF%BF%BE", StringComparison.Ordinal)}", $"/workflows/{text.Replace("%00", "%EF%BF%BE", StringComparison.Ordinal)}"])
            {
                using var response = await client.GetAsync(path);

                Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
            }
        }
    }

    // A form with U+0000 is refused as a whole by ASP.NET Core.
    [Fact]
    public async Task Form_of_an_account_is_refused_at_its_field()
    {
        var client = await api.App.OpenSignedInAsync();
        foreach (var text in Noncharacters)
        {
            using var name = await client.SubmitAsync("/account", "name", ("Name", "Olga" + text));
            using var password = await client.SubmitAsync(
                "/account", "password", ("CurrentPassword", AdminApplication.OwnerPassword), ("NewPassword", "correct horse battery" + text));

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (name.StatusCode, password.StatusCode));
            Assert.NotEqual("", (await AdminApplicationClient.ReadAsync(name)).QuerySelector("#name-error")?.TextContent.Trim());
            Assert.Equal(
                (text, $"A password can't hold {WellFormedText.Fault(text)}."),
                (text, (await AdminApplicationClient.ReadAsync(password)).QuerySelector("#new-password-error")?.TextContent.Trim()));
        }

        Assert.Equal(AdminApplication.OwnerName, await api.App.InDatabaseAsync(
            db => db.Users.Where(user => user.Email == AdminApplication.OwnerEmail).Select(user => user.DisplayName).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Sign_in_and_set_up_explain_the_address_they_can_t_take()
    {
        await using var empty = new AdminApplication(new Dictionary<string, string?> { ["Account:PostsPerMinute"] = "1000" });
        foreach (var text in Noncharacters)
        {
            using var signIn = await api.App.Open().TrySignInAsync($"olga{text}@example.com", AdminApplication.OwnerPassword);
            using var setUp = await empty.Open().TrySetUpAsync(empty.SetupCode, email: $"olga{text}@example.com");

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (signIn.StatusCode, setUp.StatusCode));
            Assert.NotNull((await AdminApplicationClient.ReadAsync(signIn)).QuerySelector("[role=alert]"));
            Assert.Contains("Enter an e-mail address such as", (await AdminApplicationClient.ReadAsync(setUp)).Body!.TextContent, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(api.App.Logs.GetSnapshot().Concat(empty.Logs.GetSnapshot()), record => record.Level >= LogLevel.Error);
    }
}
