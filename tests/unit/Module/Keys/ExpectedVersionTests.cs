using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;

namespace ApiKeys.UnitTests.Module.Keys;

/// <summary>Who begins or ends something by the version that they saw is told when somebody else was faster, however late that was.</summary>
public sealed class ExpectedVersionTests
{
    public static TheoryData<string> Acts => ["activate a key", "delete a key", "delete a channel"];

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task What_was_changed_since_is_left_alone(string name)
    {
        await using var module = new TestModule();
        var act = await ArrangeAsync(name, module);
        var seen = await act.VersionAsync(module);
        await act.RenameAsync(module);
        var before = DatabaseSnapshot.Take(module.Path);

        var refused = await act.RunAsync(module, seen);
        var after = DatabaseSnapshot.Take(module.Path);
        var taken = await act.RunAsync(module, await act.VersionAsync(module));

        Assert.Equal((ApiKeyErrorCode.Conflict, act.Id), (Assert.Single(refused).Code, refused[0].SubjectId));
        Assert.Equal(before, after);
        Assert.Empty(taken);
    }

    /// <summary>The other writes at each point of the operation's database work at which it is not locked out.</summary>
    [Theory]
    [MemberData(nameof(Acts))]
    public async Task What_is_changed_meanwhile_is_left_alone(string name)
    {
        var refusals = 0;
        for (var point = 0; ; point++)
        {
            var faults = new FaultInjector { At = point, CountsCommands = true, CountsUnlockedOnly = true };
            await using var module = new TestModule(interceptor: faults);
            await using var other = module.OtherNode(TimeSpan.Zero);
            var act = await ArrangeAsync(name, other);
            var seen = await act.VersionAsync(other);
            var (isOtherFirst, afterOther) = (false, "");
            faults.Act = async _ =>
            {
                isOtherFirst = await act.VersionAsync(other) == seen;
                await act.RenameAsync(other);
                afterOther = DatabaseSnapshot.Take(module.Path);
            };

            faults.Arm();
            var errors = await act.RunAsync(module, seen);
            faults.Disarm();

            if (!faults.HasThrown)
            {
                break;
            }

            Assert.Equal((point, isOtherFirst), (point, errors.Count > 0));
            if (isOtherFirst)
            {
                refusals++;
                Assert.Equal((ApiKeyErrorCode.Conflict, act.Id), (Assert.Single(errors).Code, errors[0].SubjectId));
                Assert.Equal(afterOther, DatabaseSnapshot.Take(module.Path));
            }
        }

        Assert.True(refusals > 0, "Nobody ever came between, so nothing was tested.");
    }

    private static async Task<VersionedAct> ArrangeAsync(string name, TestModule module)
    {
        if (name == "delete a channel")
        {
            var channel = await module.CreateChannelAsync();
            return new VersionedAct(
                channel,
                async on => (await on.Channels.RetrieveAsync(channel, TestModule.Cancellation))?.Version,
                async on => await on.UpdateChannelAsync(new() { Id = channel, Name = "Changed" }),
                async (on, version) => (await on.DeleteChannelAsync(channel, expectedVersion: version)).Errors);
        }

        var key = (await module.CreateAsync(awaitConfirmation: true)).Key.Id;
        return new VersionedAct(
            key,
            async on => (await on.Keys.RetrieveAsync(key, TestModule.Cancellation))?.Version,
            async on => await on.UpdateAsync(new() { Id = key, Title = "Changed" }),
            async (on, version) => name == "delete a key"
                ? (await on.DeleteAsync(key, expectedVersion: version)).Errors
                : (await on.ActivateAsync(key, expectedVersion: version)).Errors);
    }

    /// <summary>Something done to a thing by its version, and what another does to it.</summary>
    private sealed record VersionedAct(
        string Id,
        Func<TestModule, Task<Guid?>> VersionAsync,
        Func<TestModule, Task> RenameAsync,
        Func<TestModule, Guid?, Task<IReadOnlyList<ApiKeyError>>> RunAsync);
}
