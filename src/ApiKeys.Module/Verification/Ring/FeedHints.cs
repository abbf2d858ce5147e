using System.Threading.Channels;
using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.Workflows;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification.Ring;

/// <summary>Has the feed looked at as soon as the database says that there is news, where it can. What it doesn't say shows with the next poll.</summary>
internal sealed class FeedHints(DedicatedContexts databases, TimeProvider timeProvider, ILogger<FeedHints> logger)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    public async Task RunAsync(Func<CancellationToken, Task> lookAsync, CancellationToken cancellationToken)
    {
        await using (var database = databases.Open())
        {
            if (!database.HasHints)
            {
                return;
            }
        }

        // Hints that come during a look lead to one look after it.
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        await Task.WhenAll(
            PollingLoop.RunAsync(Retry, timeProvider, token => ListenAsync(news.Writer, token), Log, cancellationToken),
            LookAsync(news.Reader, lookAsync, cancellationToken));
    }

    private async Task ListenAsync(ChannelWriter<bool> news, CancellationToken cancellationToken)
    {
        await using var database = databases.Open();
        await database.ListenAsync(() => news.TryWrite(true), cancellationToken);
    }

    private static async Task LookAsync(ChannelReader<bool> news, Func<CancellationToken, Task> lookAsync, CancellationToken cancellationToken)
    {
        await foreach (var _ in news.ReadAllAsync(cancellationToken))
        {
            await lookAsync(cancellationToken);
        }
    }

    private void Log(Exception exception) => logger.DoesNotListen(ScrubbedException.For(exception, TokenRedactor.Scrub));
}
