using System.Net;
using System.Text;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Bodies that are forms, spelled like addresses.</summary>
public sealed class FormTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Keys = "/admin/api-keys";

    [Fact]
    public async Task A_key_is_made_changed_and_revoked_by_forms()
    {
        var made = await PostAsync(Keys, "title=Night+importer&type=secret&scopes[]=orders:read&scopes[]=orders:write");
        var path = $"{Keys}/{made.Key["id"]}";

        var changed = await PostAsync(path, "title=%C3%9Cber");
        var revoked = await PostAsync(path + "/revoke", "revoke_in=60.5");

        Assert.Equal(("Night importer", "Über"), ((string?)made.Key["title"], (string?)changed.Key["title"]));
        Assert.Equal(2, (await api.Owner.GetAsync(path + "?fields=scopes")).Key["scopes"]!.AsArray().Count);
        Assert.Equal(TimeSpan.FromSeconds(60), (DateTimeOffset)revoked.Key["revoked_at"]! - (DateTimeOffset)revoked.Key["updated_at"]!);
    }

    [Fact]
    public async Task A_channel_is_made_and_linked_by_forms()
    {
        var channel = (await PostAsync("/admin/sales-channels", "name=Till&is_disabled=true&metadata[floor]=2&metadata[tags][]=a")).Body["sales_channel"]!;
        var key = await api.Owner.CreateAsync("Storefront", "publishable");

        var linked = await PostAsync($"{Keys}/{key["id"]}/sales-channels", $"add[0]={channel["id"]}");

        Assert.True((bool)channel["is_disabled"]!);
        Assert.Equal("""{"floor":"2","tags":["a"]}""", channel["metadata"]!.ToJsonString());
        Assert.Single(linked.Key["sales_channels"]!.AsArray());
    }

    [Theory]
    [InlineData("", "Field 'title' is required; Field 'type' is required")]
    [InlineData("title=A&title=B&type=secret", "Expected type: 'string' for field 'title', got: 'array'")]
    [InlineData("title[]=A&type=secret", "Expected type: 'string' for field 'title', got: 'array'")]
    [InlineData("title[a]=A&type=secret", "Expected type: 'string' for field 'title', got: 'object'")]
    [InlineData("title=A&type=secret&x=1", "Unrecognized fields: 'x'")]
    [InlineData("title=A%00&type=secret", "Field 'title' can't hold U+0000")]
    [InlineData("title=A&type=secret&=1", "Unrecognized fields: ''")]
    [InlineData("0=A", "Unrecognized fields: '0'")]
    [InlineData("title=A&title[x]=B&type=secret", "Expected type: 'string' for field 'title', got: 'array'")]
    [InlineData("&", "The form holds no fields")]
    public async Task A_bad_form_is_explained(string form, string problem)
    {
        var answer = await PostAsync(Keys, form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("revoke_in=soon")]
    [InlineData("revoke_in=NaN")]
    [InlineData("revoke_in=")]
    [InlineData("revoke_in=1e18")]
    [InlineData("revoke_in=60&revoke_in=70")]
    public async Task A_delay_that_is_none_is_named(string form)
    {
        var key = await api.Owner.CreateAsync();

        var answer = await PostAsync($"{Keys}/{key["id"]}/revoke", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("field 'revoke_in'", answer.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_a_thousand_deep_is_refused()
    {
        var answer = await PostAsync(Keys, "title" + string.Concat(Enumerable.Repeat("[a]", 1000)) + "=1&type=secret");

        Assert.Equal((HttpStatusCode.BadRequest, "Invalid request: Field 'title' is nested too deep"), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        using var content = new ByteArrayContent([.. "title="u8, 0xFF, .. "&type=secret"u8]);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");

        var answer = await api.Owner.SendAsync(new HttpRequestMessage(HttpMethod.Post, Keys) { Content = content });

        Assert.Equal((HttpStatusCode.BadRequest, "Invalid request: The form is no text in UTF-8"), (answer.Status, answer.Message));
    }

    private Task<ApiAnswer> PostAsync(string path, string form) => api.Owner.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded") });
}
