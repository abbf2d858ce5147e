using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Team.Change;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Team;

/// <summary>What becomes of the keys of a person who is deactivated, in one execution.</summary>
public sealed class DeactivationTests : IAsyncLifetime
{
    private const string Sam = "user_01SAM";
    private const string Tess = "user_01TESS";

    private readonly TestModule _module = new(configure: TeamTables.Configure);

    public async ValueTask InitializeAsync()
    {
        await using var db = await TeamTables.CreateAsync(_module);
        db.AddPerson(TestModule.Dana.Id, "Dana", AdminRoles.Owner);
        db.AddPerson(Sam, "Sam", AdminRoles.Manager);
        db.AddPerson(Tess, "Tess", AdminRoles.Manager);
        await db.SaveChangesAsync(TestModule.Cancellation);
    }

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    [Fact]
    public async Task Keys_are_handed_over_rolled_and_revoked_in_one_execution()
    {
        var (kept, handed, rolled, revoked) = (await KeyAsync(), await KeyAsync(), await KeyAsync(), await KeyAsync());

        var done = (await DeactivateAsync(new(Sam) { HandOver = [handed, rolled], NewOwner = Tess, Roll = [rolled], RolledEndAfter = TimeSpan.FromHours(1), Revoke = [revoked] })).Value!;

        var replacement = Assert.Single(done.Rolled);
        Assert.NotNull(replacement.Token);
        Assert.Equal((rolled, Tess, ApiKeyStatus.Pending), (replacement.Key.ReplacesId, replacement.Key.OwnedBy, replacement.Key.Status));
        Assert.Equal([(Sam, ApiKeyStatus.Active), (Tess, ApiKeyStatus.Active), (Tess, ApiKeyStatus.Active), (Sam, ApiKeyStatus.Revoked)],
            await StatesAsync(kept, handed, rolled, revoked));
        Assert.NotNull(done.Person.DeactivatedAt);
        Assert.Single((await _module.Keys.ListEventsAsync(new(), TestModule.Cancellation)).Items
            .Where(entry => entry.SubjectId == Sam || entry.Action == ApiKeyAction.Revoked).Select(entry => entry.ExecutionId).Distinct());
    }

    [Fact]
    public async Task Rolled_keys_end_as_long_after_the_confirmation_as_was_said()
    {
        var key = await KeyAsync();
        var done = (await DeactivateAsync(new(Sam) { Roll = [key], RolledEndAfter = TimeSpan.FromHours(1) })).Value!;

        await _module.Keys.ActivateAsync(Assert.Single(done.Rolled).Key.Id, TestModule.Dana, null, null, TestModule.Cancellation);

        Assert.Equal(_module.Time.GetUtcNow().AddHours(1), (await _module.RetrieveAsync(key)).RevokedAt!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Key_that_can_not_be_revoked_any_more_leaves_everything_as_it_was()
    {
        var (handed, gone) = (await KeyAsync(), await KeyAsync());
        await _module.RevokeAsync(gone);

        var refused = await DeactivateAsync(new(Sam) { HandOver = [handed], Revoke = [gone] });

        Assert.Equal((ApiKeyErrorCode.AlreadyRevoked, gone), (Assert.Single(refused.Errors).Code, refused.Errors[0].SubjectId));
        Assert.Equal([(Sam, ApiKeyStatus.Active)], await StatesAsync(handed));
        Assert.False(await IsDeactivatedAsync(Sam));
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    public async Task Key_that_changed_since_it_was_seen_is_left_as_it_is_with_everything_else(bool isHandedOver, bool isRolled, bool isRevoked)
    {
        var key = await KeyAsync();
        var seen = (await _module.RetrieveAsync(key)).Version;
        await _module.Keys.UpdateAsync([new() { Id = key, Owner = OwnerChange.To(TestModule.Dana.Id) }], TestModule.Dana, null, TestModule.Cancellation);
        var request = new DeactivateRequest(Sam)
        {
            HandOver = isHandedOver ? [key] : [],
            NewOwner = Tess,
            Roll = isRolled ? [key] : [],
            Revoke = isRevoked ? [key] : [],
        };

        var refused = await DeactivateAsync(request with { Versions = new Dictionary<string, Guid> { [key] = seen } });

        Assert.Equal((ApiKeyErrorCode.Conflict, key), (Assert.Single(refused.Errors).Code, refused.Errors[0].SubjectId));
        Assert.Equal([(TestModule.Dana.Id, ApiKeyStatus.Active)], await StatesAsync(key));
        Assert.False(await IsDeactivatedAsync(Sam));
        var current = (await _module.RetrieveAsync(key)).Version;
        Assert.True((await DeactivateAsync(request with { Versions = new Dictionary<string, Guid> { [key] = current } })).Succeeded);
    }

    [Fact]
    public async Task Owner_who_can_not_sign_in_is_refused_as_a_new_owner()
    {
        await DeactivateAsync(new(Tess));
        var key = await KeyAsync();

        var gone = await DeactivateAsync(new(Sam) { HandOver = [key], NewOwner = Tess });
        var self = await DeactivateAsync(new(Sam) { HandOver = [key], NewOwner = Sam });
        var unknown = await DeactivateAsync(new(Sam) { HandOver = [key], NewOwner = "user_01NOBODY" });

        Assert.All([gone, self, unknown], refused => Assert.Equal("newOwner", Assert.Single(refused.Errors).Field));
        Assert.False(await IsDeactivatedAsync(Sam));
    }

    [Fact]
    public async Task Store_can_be_the_new_owner()
    {
        var key = await KeyAsync();

        await DeactivateAsync(new(Sam) { HandOver = [key] });

        Assert.Null((await _module.RetrieveAsync(key)).OwnedBy);
    }

    [Fact]
    public async Task Repeated_call_answers_without_the_tokens_and_does_nothing_again()
    {
        var request = new DeactivateRequest(Sam) { Roll = [await KeyAsync()] };
        var call = new OperationCall(TestModule.Dana, "click-1", TestModule.Cancellation);

        var first = await _module.Get<TeamService>().DeactivateAsync(request, call);
        var second = await _module.Get<TeamService>().DeactivateAsync(request, call);

        Assert.Single(first.Value!.Rolled);
        Assert.Empty(second.Value!.Rolled);
        Assert.Single(await _module.Keys.ListAsync(new() { Statuses = [ApiKeyStatus.Pending] }, TestModule.Cancellation));
    }

    private async Task<string> KeyAsync() =>
        (await _module.TryCreateAsync(new() { Type = ApiKeyType.Secret, Title = "Till", OwnedBy = Sam })).Value!.Key.Id;

    private Task<ApiKeyResult<DeactivatedPerson>> DeactivateAsync(DeactivateRequest request) =>
        _module.Get<TeamService>().DeactivateAsync(request, new OperationCall(TestModule.Dana, null, TestModule.Cancellation));

    private async Task<IReadOnlyList<(string?, ApiKeyStatus)>> StatesAsync(params IEnumerable<string> ids)
    {
        List<(string?, ApiKeyStatus)> states = [];
        foreach (var id in ids)
        {
            var key = await _module.RetrieveAsync(id);
            states.Add((key.OwnedBy, key.Status));
        }

        return states;
    }

    private async Task<bool> IsDeactivatedAsync(string id)
    {
        await using var db = await _module.Get<IDbContextFactory<AdminDbContext>>().CreateDbContextAsync(TestModule.Cancellation);
        return (await db.Users.SingleAsync(user => user.Id == id, TestModule.Cancellation)).DeactivatedAt is not null;
    }
}
