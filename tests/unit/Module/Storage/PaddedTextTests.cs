using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;
using ApiKeys.UnitTests.Module.Usage;
using Microsoft.Data.Sqlite;

namespace ApiKeys.UnitTests.Module.Storage;

/// <summary>On a database that leaves out the blanks at the end of texts when it compares them, as SQL Server does.</summary>
public sealed class PaddedTextTests : IAsyncLifetime
{
    private readonly TestModule _module;

    public PaddedTextTests()
    {
        var path = TestDatabase.Current.Create();
        PaddedText.MakeEqual(new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString);
        _module = new TestModule(path);
    }

    private string KeyId { get; set; } = "";

    private string ChannelId { get; set; } = "";

    public async ValueTask InitializeAsync()
    {
        ChannelId = await _module.CreateChannelAsync("Shop");
        KeyId = (await _module.CreateAsync(type: ApiKeyType.Publishable)).Key.Id;
        await _module.LinkAsync(KeyId, add: [ChannelId]);
    }

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    [Fact]
    public async Task Id_with_a_blank_at_its_end_finds_nothing()
    {
        Assert.NotNull(await _module.Keys.RetrieveAsync(KeyId, TestModule.Cancellation));
        Assert.Null(await _module.Keys.RetrieveAsync(KeyId + " ", TestModule.Cancellation));
        Assert.NotNull(await _module.Channels.RetrieveAsync(ChannelId, TestModule.Cancellation));
        Assert.Null(await _module.Channels.RetrieveAsync(ChannelId + " ", TestModule.Cancellation));
        Assert.Empty((await _module.Keys.ListEventsAsync(new() { SubjectId = KeyId + " " }, TestModule.Cancellation)).Items);
        Assert.Null(await _module.Usage().ReadAsync(KeyId + " ", TestModule.Cancellation));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(" ", 0)]
    public async Task Filter_by_an_id_compares_all_of_it(string end, int found)
    {
        Assert.Equal(found, await CountAsync(new() { Ids = [KeyId + end] }));
        Assert.Equal(found, await CountAsync(new() { CreatedBy = [TestModule.Dana.Id + end] }));
        Assert.Equal(found, await CountAsync(new() { SalesChannelIds = [ChannelId + end] }));
        var channels = await _module.Channels.ListAsync(new() { Ids = [ChannelId + end] }, TestModule.Cancellation);
        Assert.Equal(found, channels.Count);
        Assert.Equal(found, (await _module.Channels.ListAsync(new() { PublishableKeyIds = [KeyId + end] }, TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Change_of_an_id_with_a_blank_at_its_end_is_refused()
    {
        var result = await _module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = KeyId + " " }, TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(ApiKeyErrorCode.NotFound, Assert.Single(result.Errors).Code);
        Assert.Equal(ApiKeyStatus.Active, (await _module.RetrieveAsync(KeyId)).Status);
    }

    [Fact]
    public async Task Execution_and_who_started_it_are_found_by_all_of_their_ids()
    {
        var execution = (await _module.Executions.ListAsync(new(), TestModule.Cancellation)).Items[0];

        Assert.Equal(1, (await _module.Executions.ListAsync(new() { Ids = [execution.Id] }, TestModule.Cancellation)).Count);
        Assert.Equal(0, (await _module.Executions.ListAsync(new() { Ids = [execution.Id + " "] }, TestModule.Cancellation)).Count);
        Assert.Equal(0, (await _module.Executions.ListAsync(new() { StartedBy = execution.StartedBy + " " }, TestModule.Cancellation)).Count);
        Assert.Equal(0, (await _module.Executions.ListAsync(new() { Workflows = [execution.Workflow + " "] }, TestModule.Cancellation)).Count);
        Assert.Null(await _module.Executions.RetryCompensationAsync(execution.Id + " ", TestModule.Cancellation));
    }

    [Fact]
    public async Task Transaction_id_and_actor_that_differ_by_a_blank_only_are_refused()
    {
        var request = new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" };

        var result = await _module.Keys.CreateAsync(request, TestModule.Dana, "click ", TestModule.Cancellation);

        var error = Assert.Single(result.Errors);
        Assert.Equal((ApiKeyErrorCode.Invalid, "transactionId"), (error.Code, error.Field));
        Assert.Throws<ArgumentException>(() => new Actor(TestModule.Dana.Id + " "));
    }

    private async Task<int> CountAsync(ListApiKeysQuery query) => (await _module.Keys.ListAndCountAsync(query, TestModule.Cancellation)).Count;
}
