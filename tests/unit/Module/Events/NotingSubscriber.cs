namespace ApiKeys.UnitTests.Module.Events;

/// <summary>Notes what it is told, and fails when a test says so.</summary>
internal sealed class NotingSubscriber(string name = "noting", bool fromBeginning = true) : EventSubscriber(name)
{
    public List<(ApiKeyEventDetails Change, EventDelivery Delivery)> Handled { get; } = [];

    public Func<ApiKeyEventDetails, Exception?> Fails { get; set; } = _ => null;

    public Func<ApiKeyEventDetails, CancellationToken, Task> Handling { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlySet<ApiKeyAction>? Wanted { get; init; }

    public override IReadOnlySet<ApiKeyAction>? Actions => Wanted;

    public override bool FromBeginning => fromBeginning;

    public IEnumerable<string> Told => Handled.Select(handled => $"{handled.Change.Action} {handled.Change.SubjectTitle}");

    protected internal override async Task HandleAsync(ApiKeyEventDetails change, EventDelivery delivery, CancellationToken cancellationToken)
    {
        await Handling(change, cancellationToken);
        if (Fails(change) is { } failure)
        {
            throw failure;
        }

        Handled.Add((change, delivery));
    }
}
