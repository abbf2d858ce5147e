using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Shared.Frame;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.Admin.Components.Workflows.Background;

/// <summary>Scheduled jobs and subscribers; read again every couple of seconds while something moves.</summary>
public sealed partial class BackgroundPage : TickingComponent
{
    private static readonly DialogOptions Options = new() { MaxWidth = MaxWidth.Small, FullWidth = true, BackdropClick = false, CloseOnEscapeKey = false };

    private Loadable<BackgroundContent> _content = null!;
    private Refresher _refresher = null!;
    private bool _isActing;

    [Inject]
    internal BackgroundOperations Operations { get; init; } = null!;

    [Inject]
    internal KeyOperations Keys { get; init; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; init; } = null!;

    [Inject]
    internal Feedback Feedback { get; init; } = null!;

    [Inject]
    internal ILogger<BackgroundPage> Logger { get; init; } = null!;

    private static IReadOnlyList<Crumb> Breadcrumb { get; } = [new Crumb("Workflows", "/workflows")];

    protected override async Task OnInitializedAsync()
    {
        _content = new Loadable<BackgroundContent>("background work", Logger);
        _refresher = new Refresher(Time, () => _ = InvokeAsync(RefreshAsync));
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _refresher.Dispose();
        _content.Dispose();
    }

    protected override Task OnTick() => RefreshAsync();

    private static bool Moves(BackgroundWork work) =>
        work.Jobs.Any(job => job.State == ScheduledJobState.Running)
        || work.Subscribers.Any(subscriber => subscriber.Behind > 0 || subscriber.Undelivered.Any(letter => letter.State == DeliveryState.Retrying));

    private async Task LoadAsync()
    {
        await _content.RunAsync(async cancellationToken =>
        {
            var work = await Operations.ReadAsync(cancellationToken);
            return work.Succeeded
                ? ApiKeyResult.Ok(new BackgroundContent(work.Value, await Keys.MayChangeAsync(cancellationToken)))
                : ApiKeyResult.Refused<BackgroundContent>(work.Errors);
        });
        _refresher.Run(_content.Value is { Work: var work } && Moves(work));
    }

    private async Task RefreshAsync()
    {
        if (!_content.IsLoading)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private Task RetryAsync(EventSubscriberDetails subscriber, UndeliveredEvent letter) => OnceAsync(async () =>
    {
        try
        {
            var result = await Operations.RetryAsync(subscriber.Name, letter);
            if (result.Succeeded)
            {
                Feedback.Done("Being delivered again: the event of", letter.Change.SubjectTitle);
            }
            else
            {
                Feedback.Failed($"Couldn't retry: {result.Errors[0].Message}");
            }
        }
        catch (Exception exception)
        {
            // Every exception: whatever it was, the user has to know whether the act took effect.
            LogRetryFailed(Logger, letter.Change.Id, subscriber.Name, LoggedFailure.Of(exception));
            Feedback.Failed($"Couldn't retry. {FailureMessages.Of(exception, letter.Change.Id)}");
        }
    });

    private Task SkipAsync(EventSubscriberDetails subscriber, UndeliveredEvent letter) => OnceAsync(async () =>
    {
        var parameters = new DialogParameters<SkipEventDialog>
        {
            { dialog => dialog.Subscriber, subscriber.Name },
            { dialog => dialog.Letter, letter },
        };
        var dialog = await Dialogs.ShowAsync<SkipEventDialog>(null, parameters, Options);
        await dialog.Result;
    });

    // The second half of a double click is no second act.
    private async Task OnceAsync(Func<Task> act)
    {
        if (_isActing)
        {
            return;
        }

        _isActing = true;
        try
        {
            await act();
        }
        finally
        {
            _isActing = false;
        }

        await LoadAsync();
    }

    [LoggerMessage(4004, LogLevel.Error, "Retrying the delivery of {EventId} to {Subscriber} failed")]
    private static partial void LogRetryFailed(ILogger logger, string eventId, string subscriber, Exception exception);
}
