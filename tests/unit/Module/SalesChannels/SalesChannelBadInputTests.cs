using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.SalesChannels;

public sealed class SalesChannelBadInputTests
{
    private static readonly string Secret = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();

    public static TheoryData<string, CreateSalesChannelRequest> BadRequests => new()
    {
        { "name", new() { Name = null! } },
        { "name", new() { Name = " \t " } },
        { "name", new() { Name = "two\nlines" } },
        { "name", new() { Name = "right\u202Eleft" } },
        { "name", new() { Name = new string('x', 201) } },
        { "name", new() { Name = Secret } },
        { "description", new() { Name = "Shop", Description = "\0" } },
        { "description", new() { Name = "Shop", Description = new string('x', 1001) } },
        { "description", new() { Name = "Shop", Description = Secret } },
        { "metadata", new() { Name = "Shop", Metadata = "{" } },
        { "metadata", new() { Name = "Shop", Metadata = "[]" } },
        { "metadata", new() { Name = "Shop", Metadata = "\"words\"" } },
        { "metadata", new() { Name = "Shop", Metadata = "{} {}" } },
        { "metadata", new() { Name = "Shop", Metadata = """{"a":1,"a":2}""" } },
        { "metadata", new() { Name = "Shop", Metadata = """{"a":"\ud800"}""" } },
        { "metadata", new() { Name = "Shop", Metadata = """{"a":["b",{"c":"\uFFFE"}]}""" } },
        { "metadata", new() { Name = "Shop", Metadata = "{\"a\uFFFF\":1}" } },
        { "metadata", new() { Name = "Shop", Metadata = """{"a":"\u0000"}""" } },
        { "metadata", new() { Name = "Shop", Metadata = "{\"a\":\"\ud800\"}" } },
        { "metadata", new() { Name = "Shop", Metadata = string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000) } },
        { "metadata", new() { Name = "Shop", Metadata = "{\"a\":\"" + new string('x', 10_000) + "\"}" } },
        { "metadata", new() { Name = "Shop", Metadata = $$"""{"a":"{{Secret}}"}""" } },
        { "metadata", new() { Name = "Shop", Metadata = $$"""{"a":"\u0073{{Secret[1..]}}"}""" } },
    };

    [Theory]
    [MemberData(nameof(BadRequests), DisableDiscoveryEnumeration = true)]
    public async Task Bad_value_is_refused_at_its_field(string field, CreateSalesChannelRequest request)
    {
        await using var module = new TestModule();
        var id = await module.CreateChannelAsync();
        var before = DatabaseSnapshot.Take(module.Path);

        var created = await module.TryCreateChannelAsync(request);
        var updated = await module.UpdateChannelAsync(new()
        {
            Id = id,
            Name = request.Name ?? "",
            Description = request.Description,
            Metadata = request.Metadata,
        });

        Assert.All([created.Refusal(), updated.Refusal()], error =>
        {
            Assert.Equal((ApiKeyErrorCode.Invalid, field), (error.Code, error.Field));
            Assert.DoesNotContain(Secret[8..], error.Message, StringComparison.Ordinal);
        });
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
    }

    [Fact]
    public async Task Largest_of_everything_is_accepted()
    {
        await using var module = new TestModule();
        var metadata = "{\"a\":\"" + string.Concat(Enumerable.Repeat("é<", 4_996)) + "\"}";

        var created = await module.TryCreateChannelAsync(new()
        {
            Name = string.Concat(Enumerable.Repeat("🛒", 100)),
            Description = string.Concat(Enumerable.Repeat("🛒", 500)),
            Metadata = metadata,
        });

        Assert.Equal(metadata, (await module.Channels.RetrieveAsync(created.Value!.Id, TestModule.Cancellation))!.Metadata);
    }

    // A host's workflow that runs ours does not pass through the service.
    [Fact]
    public async Task Workflows_refuse_it_themselves()
    {
        await using var module = new TestModule();
        var workflows = module.Get<SalesChannelWorkflows>();
        var call = new WorkflowRunOptions(TestModule.Dana.Id);

        var created = await Assert.ThrowsAsync<OperationRefusedException>(
            () => module.Runner.RunAsync(workflows.Create, [new() { Name = " " }], call, TestModule.Cancellation));
        var updated = await Assert.ThrowsAsync<OperationRefusedException>(
            () => module.Runner.RunAsync(workflows.Update, [new() { Id = "sc_1", Metadata = "[]" }], call, TestModule.Cancellation));
        var deleted = await Assert.ThrowsAsync<OperationRefusedException>(
            () => module.Runner.RunAsync(workflows.Delete, [new("")], call, TestModule.Cancellation));

        Assert.Equal(
            ["[0].name", "[0].metadata", "[0].id"], new[] { created, updated, deleted }.Select(refused => Assert.Single(refused.Errors).Field));
    }

    [Fact]
    public async Task Ids_are_named_one_by_one()
    {
        await using var module = new TestModule();
        var id = await module.CreateChannelAsync();

        var result = await module.Channels.DeleteAsync([id, "", id, Secret], TestModule.Dana, null, TestModule.Cancellation);
        var unknown = await module.DeleteChannelAsync("apk_key");
        var none = await module.Channels.DeleteAsync([], TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(["[1].id", "[2].id", "[3].id"], result.Errors.Select(error => error.Field));
        Assert.Equal((ApiKeyErrorCode.NotFound, "apk_key"), (unknown.Refusal().Code, unknown.Refusal().SubjectId));
        Assert.Equal("Give 1 to 1000 sales channels at once, not 0.", none.Refusal().Message);
    }
}
