using MudBlazor;

namespace ApiKeys.Admin.Components.Shared.Messages;

/// <summary>
/// Says the result of an act once, where one looks, with the object's name. Never the place for a token.
/// </summary>
public sealed class Feedback(ISnackbar snackbar)
{
    private const int DoneMilliseconds = 6000;

    /// <summary>
    /// "Revoked “Warehouse sync”." and, where something can be looked at, a link to it. Leaves by itself.
    /// </summary>
    public void Done(string message, string? subject = null, FeedbackLink? link = null) =>
        Add(message, subject, link, Severity.Success, options => options.VisibleStateDuration = DoneMilliseconds);

    /// <summary>
    /// What happened, what was not changed, what to do. Stays until dismissed.
    /// </summary>
    public void Failed(string message, string? subject = null, FeedbackLink? link = null) =>
        Add(message, subject, link, Severity.Error, options => options.RequireInteraction = true);

    private void Add(string message, string? subject, FeedbackLink? link, Severity severity, Action<SnackbarOptions> configure)
    {
        var parameters = new Dictionary<string, object>
        {
            [nameof(FeedbackMessage.Text)] = message,
        };
        if (subject is not null)
        {
            parameters[nameof(FeedbackMessage.Subject)] = subject;
        }

        if (link is not null)
        {
            parameters[nameof(FeedbackMessage.Link)] = link;
        }

        snackbar.Add<FeedbackMessage>(parameters, severity, options =>
        {
            options.ShowCloseIcon = true;
            configure(options);
        });
    }
}
