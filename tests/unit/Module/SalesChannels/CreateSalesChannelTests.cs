using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.SalesChannels;

public sealed class CreateSalesChannelTests
{
    [Fact]
    public async Task Channel_is_made_as_asked_and_read_back()
    {
        await using var module = new TestModule();

        var created = (await module.TryCreateChannelAsync(new()
        {
            Name = " Web shop ",
            Description = " The one on the web ",
            IsDisabled = true,
            Metadata = """ { "region" : "eu", "tills": [1, 2] } """,
        })).Value!;

        Assert.StartsWith("sc_", created.Id, StringComparison.Ordinal);
        Assert.Equal(("Web shop", "The one on the web", true), (created.Name, created.Description, created.IsDisabled));
        Assert.Equal("""{"region":"eu","tills":[1,2]}""", created.Metadata);
        Assert.Equal((TestModule.Dana.Id, TestModule.Start, TestModule.Start), (created.CreatedBy, created.CreatedAt, created.UpdatedAt));
        Assert.Equal(created, await module.Channels.RetrieveAsync(created.Id, TestModule.Cancellation));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" null ")]
    public async Task What_is_left_out_is_empty(string? none)
    {
        await using var module = new TestModule();

        var created = (await module.TryCreateChannelAsync(new() { Name = "Web shop", Description = "  ", Metadata = none })).Value!;

        Assert.Equal((null, false, null), (created.Description, created.IsDisabled, created.Metadata));
    }

    [Fact]
    public async Task Trail_tells_of_the_channel()
    {
        await using var module = new TestModule();

        var id = await module.CreateChannelAsync("Web shop");

        var row = Assert.Single(await module.EventsAsync(id));
        Assert.Equal((ApiKeyAction.Created, "Web shop", null, TestModule.Dana.Id), (row.Action, row.SubjectTitle, row.KeyType, row.Actor));
    }

    [Fact]
    public async Task Repeated_call_makes_nothing_and_answers_as_the_first()
    {
        await using var module = new TestModule();
        IReadOnlyList<CreateSalesChannelRequest> requests = [new() { Name = "Web shop" }, new() { Name = "App" }];

        var first = await module.Channels.CreateAsync(requests, TestModule.Dana, "click-1", TestModule.Cancellation);
        var repeated = await module.Channels.CreateAsync(requests, TestModule.Dana, "click-1", TestModule.Cancellation);
        var misused = await module.Channels.CreateAsync([new() { Name = "Other" }], TestModule.Dana, "click-1", TestModule.Cancellation);

        Assert.Equal(first.Value!, repeated.Value!);
        Assert.Equal("transactionId", misused.Refusal().Field);
        Assert.Equal(2, (await module.ListChannelsAsync(new())).Count);
    }

    [Fact]
    public async Task One_bad_request_of_several_makes_none()
    {
        await using var module = new TestModule();

        var result = await module.Channels.CreateAsync(
            [new() { Name = "Web shop" }, new() { Name = " " }], TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal("[1].name", result.Refusal().Field);
        Assert.Equal(0, (await module.ListChannelsAsync(new())).Count);
    }
}
