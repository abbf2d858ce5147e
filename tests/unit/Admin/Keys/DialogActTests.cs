using ApiKeys.Admin.Components.Keys;
using ApiKeys.Tokens;
using Microsoft.Extensions.Logging.Testing;

namespace ApiKeys.UnitTests.Admin.Keys;

public sealed class DialogActTests
{
    [Fact]
    public async Task Failure_that_says_a_secret_is_logged_without_it()
    {
        var logger = new FakeLogger();
        var act = new DialogAct(TimeProvider.System, logger);
        var token = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();

        await act.RunAsync<ApiKeyDetails>("create the key", _ => throw new InvalidOperationException($"could not send {token}"));

        Assert.Contains("could not send", logger.LatestRecord.Message, StringComparison.Ordinal);
        Assert.Null(logger.LatestRecord.Exception);
        Assert.DoesNotContain(token[15..40], logger.LatestRecord.Message, StringComparison.Ordinal);
        Assert.NotNull(act.Problem("create the key", []));
    }
}
