namespace ApiKeys.Workflows;

/// <summary>
/// Notes whether a change was committed in the course of a request or an act, so that a failure that comes after it, when the answer is read, isn't told as one that
/// changed nothing.
/// </summary>
public sealed class ChangeWatch
{
    private static readonly AsyncLocal<ChangeWatch?> Current = new();

    private volatile bool _hasCommitted;

    private ChangeWatch()
    {
    }

    /// <summary>Whether an operation of the module has completed since.</summary>
    public bool HasCommitted => _hasCommitted;

    /// <summary>Begins to watch what the calling method does and awaits, until it returns.</summary>
    public static ChangeWatch Begin() => Current.Value = new ChangeWatch();

    internal static void Note()
    {
        if (Current.Value is { } watch)
        {
            watch._hasCommitted = true;
        }
    }
}
