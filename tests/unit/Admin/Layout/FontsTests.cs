using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Layout;

public sealed class FontsTests : IDisposable
{
    private readonly AdminApplication _app = AdminApplication.WithOwner();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Unicode_ranges_are_sent_without_character_references()
    {
        using var response = await _app.Open().GetAsync("/sign-in");

        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, page.Split("unicode-range: U+0").Length - 1);
        Assert.DoesNotContain("U&#x2B;", page, StringComparison.Ordinal);
    }
}
