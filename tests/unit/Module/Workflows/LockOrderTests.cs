using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>Transactions take locks in one order, so that none waits for another in a circle: the row of the feed, then everything else.</summary>
public sealed class LockOrderTests
{
    public static TheoryData<string, OperationSetting> Operations => OperationCase.In(OperationSetting.Alone, OperationSetting.InsideOneThatFails);

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Change_and_its_compensation_lock_the_feed_before_they_write_anything_else(string name, OperationSetting setting)
    {
        var writes = new WrittenTables();
        var operation = OperationCase.Named(name);
        await using var module = new TestModule(interceptor: writes, configure: operation.RegisterOuter);
        var input = await operation.ArrangeAsync(module);
        writes.Start();

        await Record.ExceptionAsync(() => operation.RunAsync(module, input, setting));

        writes.AssertFeedIsFirst();
    }
}
