using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Bodies that break on their way: the sender's fault, and no page of our log.</summary>
public sealed class BrokenBodyTests : IClassFixture<HttpFixture>, IDisposable
{
    private const string Sign = "/auth/user/emailpass";
    private const string SignInPage = "/sign-in";

    private readonly HttpFixture _http;
    private readonly MetricCollector<long> _broken;

    public BrokenBodyTests(HttpFixture http)
    {
        _http = http;
        _broken = new MetricCollector<long>(http.App.Services.GetRequiredService<IMeterFactory>(), "ApiKeys", "apikeys.http.broken_bodies");
        http.App.Logs.Clear();
    }

    public void Dispose() => _broken.Dispose();

    [Theory]
    [InlineData("80000000")]
    [InlineData("7fffffffff")]
    [InlineData("ffffffffffffffffffff")]
    [InlineData("g")]
    [InlineData("-1")]
    [InlineData("5\r\n{}\r\n0")]
    public async Task Chunk_of_impossible_length_is_400(string chunk)
    {
        foreach (var path in (string[])[Sign, "/api-keys/revoke"])
        {
            var status = await SendAsync($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}\r\n\r\n\r\n");

            Assert.StartsWith("HTTP/1.1 400", status, StringComparison.Ordinal);
        }

        AssertSilentAndCounted(2);
    }

    [Fact]
    public async Task Form_page_refuses_a_chunk_of_impossible_length_too()
    {
        var status = await SendAsync($"POST {SignInPage} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n80000000\r\n");

        Assert.StartsWith("HTTP/1.1 400", status, StringComparison.Ordinal);
        AssertSilentAndCounted(1);
    }

    [Theory]
    [InlineData(Sign, "application/json", false)]
    [InlineData(Sign, "application/json", true)]
    [InlineData(SignInPage, "application/x-www-form-urlencoded", false)]
    [InlineData(SignInPage, "application/x-www-form-urlencoded", true)]
    [InlineData(SignInPage, "multipart/form-data; boundary=x", false)]
    [InlineData(SignInPage, "multipart/form-data; boundary=x", true)]
    public async Task Caller_that_hangs_up_while_it_sends_is_counted_and_not_logged(string path, string type, bool resets)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync("localhost", _http.App.ClientOptions.BaseAddress.Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(
            Encoding.Latin1.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: 1000\r\n\r\n{{\"email\":"),
            TestContext.Current.CancellationToken);

        // Zero seconds to linger: the connection is reset. Else it is closed.
        socket.Client.LingerState = new LingerOption(resets, 0);
        socket.Dispose();

        await Eventually.UntilAsync(() => Task.FromResult(_broken.GetMeasurementSnapshot().Count > 0));
        AssertSilentAndCounted(1);
    }

    // Behind the end of a body that was cut off there is no next request, and to look for one fails by chance, with a warning.
    [Theory]
    [InlineData(Sign, "application/json")]
    [InlineData(SignInPage, "application/x-www-form-urlencoded")]
    public async Task Connection_ends_with_the_answer_to_a_body_that_was_cut_off(string path, string type)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("localhost", _http.App.ClientOptions.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.Latin1.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n80000000\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);

        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, 30_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1, 40_000, HttpStatusCode.BadRequest)]
    public async Task Form_that_is_refused_for_its_size_is_not_counted(int fields, int length, HttpStatusCode status)
    {
        using var client = _http.App.CreateClient();

        // Of the larger form each field alone is allowed, so that it's refused for its size however it arrives.
        var form = string.Join('&', Enumerable.Range(0, fields).Select(i => $"field{i}={new string('a', length)}"));
        using var content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes(form)));
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, SignInPage) { Content = content };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(_broken.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task JSON_may_begin_with_a_byte_order_mark()
    {
        var answer = await PostAsync("/admin/api-keys", [0xEF, 0xBB, 0xBF, .. """{"title":"A","type":"secret"}"""u8], encoding: null);

        Assert.Equal((HttpStatusCode.OK, "A"), (answer.Status, (string?)answer.Key["title"]));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("nonsense")]
    public async Task Compressed_body_is_415_that_says_so(string encoding)
    {
        var answer = await PostAsync("/admin/api-keys", """{"title":"A","type":"secret"}"""u8.ToArray(), encoding);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_encoding"), (answer.Status, (string?)answer.Body["code"]));
        Assert.Contains("Content-Encoding", answer.Message, StringComparison.Ordinal);
        Assert.Equal("identity", Assert.Single(answer.Headers.GetValues("Accept-Encoding")));
    }

    private async Task<ApiAnswer> PostAsync(string path, byte[] body, string? encoding)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return await _http.Owner.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    private async Task<string?> SendAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("localhost", _http.App.ClientOptions.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
    }

    private void AssertSilentAndCounted(long count)
    {
        Assert.Equal(count, _broken.GetMeasurementSnapshot().EvaluateAsCounter());
        var logged = _http.App.Logs.GetSnapshot().Where(record => record.Level >= LogLevel.Warning).Select(record => $"{record} {record.Exception}").ToList();
        Assert.True(logged.Count == 0, string.Join('\n', logged));
    }
}
