using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.Admin.Components.Workflows.Background;

/// <summary>Gives a dead letter up, once it is clear what that means.</summary>
public sealed partial class SkipEventDialog : ComponentBase
{
    private DialogAct _act = null!;

    [Parameter, EditorRequired]
    public required string Subscriber { get; set; }

    [Parameter, EditorRequired]
    public required UndeliveredEvent Letter { get; set; }

    [CascadingParameter]
    internal IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    internal BackgroundOperations Operations { get; init; } = null!;

    [Inject]
    internal Feedback Feedback { get; init; } = null!;

    [Inject]
    internal TimeProvider Time { get; init; } = null!;

    [Inject]
    internal ILogger<SkipEventDialog> Logger { get; init; } = null!;

    protected override void OnInitialized() => _act = new DialogAct(Time, Logger);

    private async Task SkipAsync()
    {
        if (await _act.RunAsync("skip an event", _ => Operations.SkipAsync(Subscriber, Letter)) is not null)
        {
            Feedback.Done("Skipped the event of", Letter.Change.SubjectTitle);
            Dialog.Close(DialogResult.Ok(true));
        }
    }
}
