using System.Net;
using System.Text;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>A value is spelled in one way, wherever it stands.</summary>
public sealed class RequestValuesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Keys = "/admin/api-keys";

    [Theory]
    [InlineData("2999-01-01T00:00Z")]
    [InlineData("2999-01-01T00:00:00+02:00")]
    [InlineData("2999-01-01T00:00:00.1-11:30")]
    [InlineData("2999-01-01T00:00:00.1234567Z")]
    [InlineData("2999-01-01T00:00:00.123456789Z")]
    [InlineData("2999-01-01T00:00:00.1234567890123456+14:00")]
    public async Task Time_is_taken_by_bodies_forms_and_queries_alike(string time)
    {
        var body = await api.Owner.PostAsync(Keys, new { title = "A", type = "secret", expires_at = time });
        var form = await FormAsync(Keys, $"title=A&type=secret&expires_at={time}");
        var query = await api.Owner.GetAsync($"{Keys}?created_at[$lte]={time}&limit=0");
        var escaped = await api.Owner.GetAsync($"{Keys}?created_at[$lte]={Uri.EscapeDataString(time)}&limit=0");

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (body.Status, form.Status, query.Status, escaped.Status));
        Assert.Equal(query.Text, escaped.Text);
    }

    [Theory]
    [InlineData("2999-01-01T00:00:00.Z")]
    [InlineData("2999-01-01T00:00:00.12345678901234567Z")]
    [InlineData("2999-01-01T24:00:00Z")]
    [InlineData("2999-02-29T00:00:00Z")]
    [InlineData("2999-01-01 00:00:00Z")]
    [InlineData("2999-01-01T00:00:00z")]
    [InlineData("2999-01-01T00:00:00+0200")]
    [InlineData("2999-01-01T00:00:00Z\n")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("١٩٩٩-01-01T00:00:00Z")]
    public async Task Text_that_is_no_time_is_refused_by_bodies_forms_and_queries_alike(string time)
    {
        var body = await api.Owner.PostAsync(Keys, new { title = "A", type = "secret", expires_at = time });
        var form = await FormAsync(Keys, $"title=A&type=secret&expires_at={Uri.EscapeDataString(time)}");
        var query = await api.Owner.GetAsync($"{Keys}?created_at[$lte]={Uri.EscapeDataString(time)}&limit=0");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (body.Status, form.Status, query.Status));
        Assert.Contains("ISO 8601 time", query.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Digits_past_a_hundred_nanoseconds_are_dropped()
    {
        Assert.True(RequestValues.TryTime("2026-01-01T00:00:00.123456789+01:00", out var nineDigits, out var hasOffset));
        Assert.True(RequestValues.TryTime("2025-12-31T23:00:00.1234567Z", out var sevenDigits, out _));

        Assert.True(hasOffset);
        Assert.Equal(sevenDigits, nineDigits);
    }

    [Theory]
    [InlineData("60", true)]
    [InlineData("6e1", true)]
    [InlineData("60.0", true)]
    [InlineData("+60", false)]
    [InlineData(" 60", false)]
    [InlineData("060", false)]
    [InlineData(".5", false)]
    [InlineData("5.", false)]
    [InlineData("0x10", false)]
    [InlineData("1,000", false)]
    [InlineData("Infinity", false)]
    [InlineData("-Infinity", false)]
    [InlineData("NaN", false)]
    [InlineData("٦٠", false)]
    public async Task Number_is_spelled_alike_in_bodies_forms_and_queries(string number, bool isNumber)
    {
        var key = (string)(await api.Owner.CreateAsync())["id"]!;
        var expected = isNumber ? HttpStatusCode.OK : HttpStatusCode.BadRequest;

        var query = await api.Owner.GetAsync($"{Keys}?limit={Uri.EscapeDataString(number)}");
        var form = await FormAsync($"{Keys}/{key}/revoke", $"revoke_in={Uri.EscapeDataString(number)}");
        var body = await api.Owner.PostTextAsync($"{Keys}/{key}/revoke", $$"""{"revoke_in":{{number.TrimStart()}}}""");

        Assert.Equal((expected, expected), (query.Status, form.Status));
        Assert.Equal(number[0] == ' ' ? HttpStatusCode.OK : expected, body.Status);
    }

    private Task<ApiAnswer> FormAsync(string path, string form) => api.Owner.SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"),
    });
}
