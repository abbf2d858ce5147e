using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.SalesChannels;

/// <summary>Operations on sales channels and links in the fewest words, by Dana unless a test says otherwise.</summary>
internal static class ChannelActs
{
    /// <summary>Makes a channel.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> CreateChannelAsync(this TestModule module, string name = "Web shop", bool isDisabled = false) =>
        (await module.TryCreateChannelAsync(new() { Name = name, IsDisabled = isDisabled })).Value!.Id;

    public static Task<ApiKeyResult<SalesChannelDetails>> TryCreateChannelAsync(this TestModule module, CreateSalesChannelRequest request) =>
        module.Channels.CreateAsync(request, TestModule.Dana, null, TestModule.Cancellation);

    public static Task<ApiKeyResult<SalesChannelDetails>> UpdateChannelAsync(this TestModule module, UpdateSalesChannelRequest request) =>
        module.Channels.UpdateAsync(request, TestModule.Dana, null, TestModule.Cancellation);

    public static Task<ApiKeyResult<SalesChannelDetails>> DeleteChannelAsync(
        this TestModule module, string id, string? transactionId = null, Guid? expectedVersion = null) =>
        module.Channels.DeleteAsync(id, TestModule.Dana, expectedVersion, transactionId, TestModule.Cancellation);

    public static Task<PagedList<SalesChannelDetails>> ListChannelsAsync(this TestModule module, ListSalesChannelsQuery query) =>
        module.Channels.ListAndCountAsync(query, TestModule.Cancellation);

    /// <summary>Makes a publishable key that is linked to new channels of these names.</summary>
    public static async Task<ApiKeyDetails> CreateLinkedAsync(this TestModule module, string title, params string[] channels)
    {
        var created = await module.Channels.CreateAsync(
            [.. channels.Select(name => new CreateSalesChannelRequest { Name = name })], TestModule.Dana, null, TestModule.Cancellation);
        var key = await module.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Publishable, Title = title, SalesChannelIds = [.. created.Value!.Select(channel => channel.Id)] },
            TestModule.Dana, null, TestModule.Cancellation);
        return key.Value!.Key;
    }

    public static Task<ApiKeyResult<ApiKeyDetails>> LinkAsync(
        this TestModule module, string id, IReadOnlyList<string>? add = null, IReadOnlyList<string>? remove = null,
        string? transactionId = null, Actor? by = null) =>
        module.Keys.LinkSalesChannelsAsync(
            new LinkSalesChannelsRequest { Id = id, Add = add ?? [], Remove = remove ?? [] },
            by ?? TestModule.Dana, transactionId, TestModule.Cancellation);

    /// <summary>The names of the channels that a key is linked to, as it tells them.</summary>
    public static async Task<IEnumerable<string>> LinkedNamesAsync(this TestModule module, string id) =>
        (await module.RetrieveAsync(id)).SalesChannels.Select(channel => channel.Name);
}
