namespace ApiKeys;

/// <summary>
/// Is told of every change to keys and sales channels after its commit: at least once, and the events of one key in their order. Register it with
/// <c>AddEventSubscriber</c> on every node: at any time one of them delivers.
/// </summary>
/// <remarks>
/// What can't be delivered is tried again with growing pauses, and the later events of its key wait behind it; those of other keys don't. When all
/// attempts are used up it is a dead letter, which operators see and can retry or skip.
/// </remarks>
public abstract class EventSubscriber
{
    /// <summary>The longest name, in characters.</summary>
    public const int NameMaxLength = 80;

    /// <summary>Names the subscriber.</summary>
    /// <param name="name">
    /// The name under which its position is stored, up to <see cref="NameMaxLength"/> characters. Once released, it stays: another name is another subscriber.
    /// </param>
    protected EventSubscriber(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, NameMaxLength, nameof(name));
        Name = name;
    }

    /// <summary>The name under which its position is stored.</summary>
    public string Name { get; }

    /// <summary>Which changes it wants to be told of; <see langword="null"/>, the default, for all.</summary>
    public virtual IReadOnlySet<ApiKeyAction>? Actions => null;

    /// <summary>Whether, on its first start ever, it is told of everything that happened before.</summary>
    /// <value>The default is <see langword="false"/>: it begins with what happens from then on.</value>
    public virtual bool FromBeginning => false;

    /// <summary>
    /// Handles one event. May be called again for one it has handled: the process can die before that is written down. Whatever it does can use
    /// <see cref="EventDelivery.Id"/> to be done once, for example as the transaction id of a workflow.
    /// </summary>
    /// <param name="change">What happened. An undone change is followed by an event with <see cref="ApiKeyAction.Undone"/>.</param>
    /// <param name="delivery">Which delivery this is.</param>
    /// <param name="cancellationToken">The host stops, the delivery took too long, or another node has taken over.</param>
    protected internal abstract Task HandleAsync(ApiKeyEventDetails change, EventDelivery delivery, CancellationToken cancellationToken);
}
