using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

/// <summary>What a browser that has never been here fetches, as the server really sends it.</summary>
public sealed class FirstLoadTests(BrowserFixture browsers) : Journey(browsers)
{
    private const int Budget = 250_000;

    private static readonly string[] Compressed = ["br", "gzip"];

    // Tests run as Development, where nothing is kept.
    private static readonly (string, string)[] AsInProduction = [("EnableStaticAssetsDevelopmentCaching", "true")];

    [Fact]
    public async Task First_load_takes_at_most_250_KB()
    {
        var sent = await FirstLoadAsync();

        var sizes = sent.OrderByDescending(one => one.Bytes).Select(one => $"{one.Bytes,7} {one.Path}").ToList();
        Assert.True(sent.Sum(one => one.Bytes) <= Budget, $"{sent.Sum(one => one.Bytes)} bytes:\n{string.Join('\n', sizes)}");
    }

    [Fact]
    public async Task Every_asset_of_the_first_load_is_compressed_and_kept_for_good()
    {
        var sent = (await FirstLoadAsync()).Where(one => one.IsAsset).ToList();

        Assert.Contains(sent, one => one.Path.Contains("MudBlazor.min", StringComparison.Ordinal));
        Assert.Contains(sent, one => one.Path.StartsWith("/ApiKeys.Admin.", StringComparison.Ordinal) && one.Path.EndsWith(".styles.css", StringComparison.Ordinal));
        Assert.Contains(sent, one => one.Path.EndsWith(".woff2", StringComparison.Ordinal));
        Assert.All(sent, one =>
        {
            Assert.True(one.CacheControl?.Contains("immutable", StringComparison.Ordinal), $"{one.Path}: {one.CacheControl}");
            Assert.True(one.Path.EndsWith(".woff2", StringComparison.Ordinal) || Compressed.Contains(one.Encoding), $"{one.Path}: {one.Encoding}");
        });
    }

    /// <summary>Signing in, and the overview with all that it shows.</summary>
    private async Task<IReadOnlyList<Sent>> FirstLoadAsync()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga, AsInProduction));
        await server.CreateAsync("Importer");
        var page = await OpenAsync(server);
        var finished = new List<IRequest>();
        page.RequestFinished += (_, request) => finished.Add(request);

        await SignInAsync(page, Person.Olga);
        await Expect(page.Heading("Latest activity", 2)).ToBeVisibleAsync();
        await page.EvaluateAsync("document.fonts.ready.then(() => true)");

        return await Task.WhenAll(finished.ToList().Select(SentAsync));
    }

    private static async Task<Sent> SentAsync(IRequest request)
    {
        var response = await request.ResponseAsync() ?? throw new InvalidOperationException($"No response to {request.Url}.");
        var size = await request.SizesAsync();
        return new Sent(
            new Uri(request.Url).AbsolutePath,
            size.ResponseBodySize,
            request.ResourceType is "stylesheet" or "script" or "font" or "image",
            await response.HeaderValueAsync("content-encoding"),
            await response.HeaderValueAsync("cache-control"));
    }

    private sealed record Sent(string Path, int Bytes, bool IsAsset, string? Encoding, string? CacheControl);
}
