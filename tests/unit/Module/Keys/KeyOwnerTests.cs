using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Workflows;

namespace ApiKeys.UnitTests.Module.Keys;

/// <summary>Each key has an owner beside its creator: a person, or the store.</summary>
public sealed class KeyOwnerTests : IAsyncLifetime
{
    private const string Mara = "user_01MARA";

    private readonly TestModule _module = new(configure: FailingOuter.Register);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    [Fact]
    public async Task Store_owns_a_key_unless_a_person_is_named()
    {
        var stores = await CreateAsync(null);
        var maras = await CreateAsync(Mara);

        Assert.Null((await _module.RetrieveAsync(stores)).OwnedBy);
        Assert.Equal((Mara, TestModule.Dana.Id), ((await _module.RetrieveAsync(maras)).OwnedBy, (await _module.RetrieveAsync(maras)).CreatedBy));
        Assert.Equal(Mara, (await _module.EventsAsync(maras))[^1].Facts[EventFacts.NewOwner]);
    }

    [Fact]
    public async Task Owner_changes_alone_and_the_event_tells_both()
    {
        var id = await CreateAsync(Mara);

        var to = (await _module.UpdateAsync(new() { Id = id, Owner = OwnerChange.To(TestModule.Sam.Id) })).Value!;
        var handedOver = (await _module.EventsAsync(id))[^1];
        var back = (await _module.UpdateAsync(new() { Id = id, Owner = OwnerChange.ToStore })).Value!;
        var given = (await _module.EventsAsync(id))[^1];
        var left = (await _module.UpdateAsync(new() { Id = id, Title = "Other" })).Value!;

        Assert.Equal((TestModule.Sam.Id, "Till", null, null), (to.OwnedBy, to.Title, back.OwnedBy, left.OwnedBy));
        Assert.Equal((Mara, TestModule.Sam.Id), (handedOver.Facts[EventFacts.OldOwner], handedOver.Facts[EventFacts.NewOwner]));
        Assert.Equal((TestModule.Sam.Id, ""), (given.Facts[EventFacts.OldOwner], given.Facts[EventFacts.NewOwner]));
    }

    [Fact]
    public async Task Undone_change_leaves_an_owner_alone_who_was_chosen_since()
    {
        var (untouched, chosen) = (await CreateAsync(Mara), await CreateAsync(Mara));

        await FailingOuter.RunAsync(_module, async run =>
        {
            await run.WorkflowAsync(
                _module.Get<ApiKeyWorkflows>().Update, [new() { Id = untouched, Owner = OwnerChange.ToStore }, new() { Id = chosen, Owner = OwnerChange.ToStore }]);
            await _module.UpdateAsync(new() { Id = chosen, Owner = OwnerChange.To(TestModule.Sam.Id) });
        });

        Assert.Equal((Mara, TestModule.Sam.Id), ((await _module.RetrieveAsync(untouched)).OwnedBy, (await _module.RetrieveAsync(chosen)).OwnedBy));
    }

    [Fact]
    public async Task Replacement_has_the_owner_of_the_old_key()
    {
        var id = await CreateAsync(Mara);

        var rolled = await _module.Keys.RollAsync(new RollApiKeyRequest { Id = id }, TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(Mara, rolled.Value!.Key.OwnedBy);
    }

    [Fact]
    public async Task Keys_are_found_by_their_owner_and_by_having_one()
    {
        var (stores, maras, sams) = (await CreateAsync(null), await CreateAsync(Mara), await CreateAsync(TestModule.Sam.Id));

        Assert.Equal([maras], await FindAsync(new() { OwnedBy = [Mara, "user_01NOBODY"] }));
        Assert.Equal([stores], await FindAsync(new() { HasOwner = false }));
        Assert.Equal([maras, sams], await FindAsync(new() { HasOwner = true }));
        Assert.Empty(await FindAsync(new() { OwnedBy = [] }));
    }

    [Fact]
    public async Task Only_keys_that_work_or_may_yet_work_are_counted()
    {
        await CreateAsync(null);
        await CreateAsync(Mara);
        await CreateAsync(Mara, awaitConfirmation: true);
        var revoked = await CreateAsync(Mara);
        await _module.RevokeAsync(revoked);
        var expired = await CreateAsync(TestModule.Sam.Id);
        await _module.UpdateAsync(new() { Id = expired, Expiry = ExpiryChange.At(_module.Time.GetUtcNow().AddMinutes(1)) });
        _module.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(new Dictionary<string, int> { [Mara] = 2 }, await _module.Keys.CountByOwnerAsync(TestModule.Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("user_01MARA ")]
    [InlineData("a\uFFFEb")]
    [InlineData("sk_retail_")]
    public async Task Invalid_owner_is_refused_at_its_field(string owner)
    {
        var text = owner == "sk_retail_" ? (await _module.CreateAsync()).Token!.Reveal() : owner;
        var id = await CreateAsync(null);

        var created = await _module.TryCreateAsync(new() { Type = ApiKeyType.Secret, Title = "Till", OwnedBy = text });
        var updated = await _module.UpdateAsync(new() { Id = id, Owner = OwnerChange.To(text) });

        Assert.All(new[] { Assert.Single(created.Errors), Assert.Single(updated.Errors) }, error => Assert.Equal("ownedBy", error.Field));
        Assert.DoesNotContain(text.Length > 20 ? text : "\0", $"{created.Errors[0].Message}{updated.Errors[0].Message}", StringComparison.Ordinal);
    }

    private async Task<string> CreateAsync(string? ownedBy, bool awaitConfirmation = false) => (await _module.TryCreateAsync(
        new() { Type = ApiKeyType.Secret, Title = "Till", OwnedBy = ownedBy, AwaitConfirmation = awaitConfirmation })).Value!.Key.Id;

    private async Task<IEnumerable<string>> FindAsync(ListApiKeysQuery query) =>
        (await _module.Keys.ListAsync(query with { Descending = false }, TestModule.Cancellation)).Select(key => key.Id);
}
