using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels.Dialogs;

/// <summary>Deletes a sales channel, and says first which keys lose it.</summary>
public sealed partial class DeleteSalesChannelDialog : SalesChannelDialog
{
    private const int Shown = 50;

    private readonly CancellationTokenSource _gone = new();
    private PagedList<ApiKeyDetails>? _linked;
    private bool _failed;

    [Parameter, EditorRequired]
    public required SalesChannelDetails Channel { get; set; }

    protected override string What => "delete the sales channel";

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var query = new ListApiKeysQuery { SalesChannelIds = [Channel.Id], Sort = ApiKeySort.Title, Descending = false, Limit = Shown };
            _linked = (await Operations.ListAsync(query, _gone.Token)).Value;
            _failed = _linked is null;
        }
        catch (OperationCanceledException)
        {
            // The dialog was closed before the answer.
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            // What is to be deleted is known all the same.
            LogFailed(Loggers.CreateLogger(GetType()), Channel.Id, LoggedFailure.Of(exception));
            _failed = true;
        }
    }

    private async Task DeleteAsync()
    {
        if (await RunAsync(Channel.Id, transactionId => Channels.DeleteAsync(Channel.Id, expectedVersion: null, transactionId)) is not null)
        {
            Feedback.Done("Deleted", Channel.Name);
            Close();
        }
    }

    [LoggerMessage(4009, LogLevel.Warning, "The keys of {ChannelId} couldn't be read")]
    private static partial void LogFailed(ILogger logger, string channelId, Exception exception);
}
