using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Talks to <see cref="AdminApplication"/> as a program would: JSON, a bearer token, no cookies.</summary>
internal sealed class ApiClient(HttpClient http)
{
    public HttpClient Http => http;

    public static async Task<ApiClient> SignInAsync(
        AdminApplication app, string email = AdminApplication.OwnerEmail, string password = AdminApplication.OwnerPassword)
    {
        var client = new ApiClient(app.CreateDefaultClient());
        client.UseToken((string?)(await client.PostAsync("/auth/user/emailpass", new { email, password })).Body["token"] ?? "");
        return client;
    }

    public static ApiClient Stranger(AdminApplication app) => new(app.CreateDefaultClient());

    public void UseToken(string token) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path));

    public Task<ApiAnswer> PostAsync(string path, object? body = null, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body ?? new { }) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return SendAsync(request);
    }

    public Task<ApiAnswer> PostTextAsync(string path, string json) => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            return new ApiAnswer(response.StatusCode, response.Headers, text);
        }
    }

    /// <summary>Makes a key and answers with the contract's object, the token in it.</summary>
    public async Task<JsonNode> CreateAsync(string title = "Importer", string type = "secret")
    {
        var answer = await PostAsync("/admin/api-keys", new { title, type });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Key;
    }
}

/// <summary>An answer of the API.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, string Text)
{
    public JsonNode Body => JsonNode.Parse(Text)!;

    public JsonNode Key => Body["api_key"]!;

    public string Message => (string?)Body["message"] ?? "";

    public string Type => (string?)Body["type"] ?? "";
}
