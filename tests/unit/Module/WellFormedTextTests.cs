using System.Text;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module;

public sealed class WellFormedTextTests
{
    private static readonly IReadOnlyList<int> Noncharacters =
        [.. Enumerable.Range(0xFDD0, 32), .. Enumerable.Range(0, 17).SelectMany(plane => new[] { (plane << 16) + 0xFFFE, (plane << 16) + 0xFFFF })];

    [Fact]
    public void Every_noncharacter_is_named()
    {
        Assert.Equal(66, Noncharacters.Count);
        Assert.All(Noncharacters, value => Assert.Equal($"U+{value:X4}", WellFormedText.Fault("a" + char.ConvertFromUtf32(value) + "b")));
        Assert.Equal("U+0000", WellFormedText.Fault("a\0b"));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_named() => Assert.All(
        ["\uD800", "\uDC00", "a\uDBFF", "\uDFFFb", "\uDC00\uD800", "\uD83D\uDD11\uD83D"],
        text => Assert.Equal("half of a surrogate pair", WellFormedText.Fault(text)));

    [Fact]
    public void Every_other_code_point_is_well_formed_and_can_be_normalized()
    {
        HashSet<int> faults = [0, .. Noncharacters];
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.IsValid(value) && !faults.Contains(value))
            {
                var text = "a" + char.ConvertFromUtf32(value);
                Assert.True(WellFormedText.IsWellFormed(text), $"U+{value:X4}");
                Assert.NotEmpty(text.Normalize(NormalizationForm.FormC));
            }
        }
    }

    // The next version of Unicode will give some of them a glyph. Those that it has promised to keep invisible are as good as spaces of no width.
    [Theory]
    [InlineData(0x0378, null)]
    [InlineData(0x1FAFF, null)]
    [InlineData(0x2065, "U+2065")]
    [InlineData(0xFFF0, "U+FFF0")]
    [InlineData(0xE0080, "U+E0080")]
    [InlineData(0xE0FFF, "U+E0FFF")]
    public async Task Code_point_that_is_not_assigned_yet_is_taken_unless_it_will_be_invisible(int value, string? named)
    {
        await using var module = new TestModule();

        var result = await module.TryCreateAsync(new() { Title = "a" + char.ConvertFromUtf32(value), Type = ApiKeyType.Secret });

        Assert.Equal(named is null, result.Succeeded);
        Assert.Equal(named is not null, result.Errors.Any(error => error.Field == "title" && error.Message.Contains(named!, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Ill_formed_text_finds_nothing_and_changes_nothing_wherever_the_module_takes_text()
    {
        await using var module = new TestModule();
        await module.CreateAsync();

        foreach (var text in (string[])["\uFFFE", "a\uFFFFb", "\uFDD0", "\U0001FFFE", "\0", "\uD800"])
        {
            foreach (var query in (ListApiKeysQuery[])[
                new() { Search = text }, new() { Ids = [text] }, new() { Titles = [text] }, new() { PublicTokens = [text] }, new() { CreatedBy = [text] },
                new() { ReplacesIds = [text] }, new() { SalesChannelIds = [text] }, new() { AnyOf = [new() { Search = text }] }])
            {
                Assert.Equal(0, (await module.ListAsync(query)).Count);
            }

            Assert.Null(await module.Keys.RetrieveAsync(text, TestModule.Cancellation));
            Assert.Null(await module.Channels.RetrieveAsync(text, TestModule.Cancellation));
            Assert.Equal(0, (await module.Channels.ListAndCountAsync(new() { Search = text, Names = [text], Descriptions = [text] }, TestModule.Cancellation)).Count);
            Assert.Equal(0, (await module.Keys.ListEventsAsync(new() { SubjectId = text }, TestModule.Cancellation)).Count);
            Assert.Equal(0, (await module.Keys.ListEventsAsync(new() { ExecutionId = text }, TestModule.Cancellation)).Count);
            Assert.Equal(0, (await module.Keys.ListEventsAsync(new() { Actors = [text] }, TestModule.Cancellation)).Count);
            Assert.Equal(0, (await module.Executions.ListAsync(new() { Search = text }, TestModule.Cancellation)).Count);
            Assert.Equal(0, (await module.Executions.ListAsync(new() { Ids = [text] }, TestModule.Cancellation)).Count);

            foreach (var refused in (IReadOnlyList<ApiKeyError>[])[
                (await module.TryCreateAsync(new() { Title = text, Type = ApiKeyType.Secret })).Errors,
                (await module.TryCreateAsync(new() { Title = "A", Type = ApiKeyType.Secret, Description = text })).Errors,
                (await module.TryCreateAsync(new() { Title = "A", Type = ApiKeyType.Secret, Scopes = [text] })).Errors,
                (await module.TryCreateAsync(new() { Title = "A", Type = ApiKeyType.Publishable, SalesChannelIds = [text] })).Errors,
                (await module.Keys.CreateAsync(new CreateApiKeyRequest { Title = "A", Type = ApiKeyType.Secret }, TestModule.Dana, text, TestModule.Cancellation)).Errors,
                (await module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = text }, TestModule.Dana, null, TestModule.Cancellation)).Errors,
                (await module.Keys.DeleteAsync(text, TestModule.Dana, null, null, TestModule.Cancellation)).Errors,
                (await module.Keys.LinkSalesChannelsAsync(new() { Id = text }, TestModule.Dana, null, TestModule.Cancellation)).Errors,
                (await module.Channels.CreateAsync(new CreateSalesChannelRequest { Name = text }, TestModule.Dana, null, TestModule.Cancellation)).Errors])
            {
                Assert.NotEmpty(refused);
                Assert.All(refused, error => Assert.Equal(ApiKeyErrorCode.Invalid, error.Code));
                Assert.All(refused, error => Assert.NotNull(error.Field));
            }
        }

        Assert.Equal(1, (await module.ListAsync()).Count);
    }
}
