using System.Reflection;
using ApiKeys.Admin.Settings;
using ApiKeys.Workflows;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Architecture;

public sealed class LogEventTests
{
    // docs/deployment tells operators to look for events by their number, and alarms go by it.
    [Fact]
    public void No_two_log_messages_have_the_same_event_id()
    {
        Assembly[] assemblies = [typeof(IWorkflowRunner).Assembly, typeof(IApiKeyModuleService).Assembly, typeof(ProductVersion).Assembly];
        var messages =
            from assembly in assemblies
            from type in assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            let message = method.GetCustomAttribute<LoggerMessageAttribute>()
            where message is not null
            group $"{type.Name}.{method.Name}" by message.EventId;
        var byId = messages.ToList();

        Assert.True(byId.Count > 50);
        Assert.Empty(byId.Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(", ", same)}"));
    }
}
