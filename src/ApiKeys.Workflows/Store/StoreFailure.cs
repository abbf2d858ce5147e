namespace ApiKeys.Workflows;

/// <summary>What is wrong with the database that the keys are kept in.</summary>
public enum StoreFailureKind
{
    /// <summary>It can't be reached, or doesn't answer: stopped, starting, locked, moved away, too slow.</summary>
    Unavailable,

    /// <summary>It has no room for a change. It can still be read.</summary>
    Full,

    /// <summary>It takes no changes. It can still be read.</summary>
    ReadOnly,

    /// <summary>The SQLite file, or its write-ahead log, was moved away, deleted or replaced while this process worked on it.</summary>
    FileLost,
}

/// <summary>
/// A failure of the database, whichever provider it comes from. One rule for everything that has to say so: an HTTP API, a page, a log, a health check.
/// </summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="MayHaveTakenEffect">
/// <see langword="true"/> if a change was being committed, or is still to be undone, so that its outcome isn't known yet; <see langword="false"/> if nothing was changed.
/// </param>
public sealed record StoreFailure(StoreFailureKind Kind, bool MayHaveTakenEffect)
{
    /// <summary>Says whether an exception comes from the database being away, full or read-only.</summary>
    /// <param name="exception">What an operation threw.</param>
    /// <returns><see langword="null"/> for every other failure, a mistake in a query among them.</returns>
    public static StoreFailure? Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var causes = Causes(exception).ToList();
        var kind = causes.Select(DatabaseErrors.KindOf).FirstOrDefault(kind => kind is not null);
        if (kind is null && DatabaseErrors.IsUnreachableHost(exception))
        {
            kind = StoreFailureKind.Unavailable;
        }

        return kind is { } known ? new StoreFailure(known, causes.Exists(IsInDoubt)) : null;
    }

    /// <summary>The same, of what failed while a watch was kept: what follows a commit may fail, and the change has taken effect all the same.</summary>
    /// <param name="exception">What an operation, or what followed it, threw.</param>
    /// <param name="changes">Whether anything was committed before.</param>
    public static StoreFailure? Of(Exception exception, ChangeWatch changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return Of(exception) is { } failure ? failure with { MayHaveTakenEffect = failure.MayHaveTakenEffect || changes.HasCommitted } : null;
    }

    /// <summary>The failure in one line for a log: what is wrong, and the exception that says so.</summary>
    /// <param name="exception">The exception that this was made of.</param>
    public string Describe(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var cause = Causes(exception).FirstOrDefault(cause => DatabaseErrors.KindOf(cause) is not null) ?? exception;
        var root = cause.GetBaseException();
        var words = root == cause ? cause.Message : $"{cause.Message} ({root.GetType().Name}: {root.Message})";
        return $"The store is {Words()}. {cause.GetType().Name}: {words.ReplaceLineEndings(" ")}";
    }

    private string Words() => Kind switch
    {
        StoreFailureKind.Full => "full",
        StoreFailureKind.ReadOnly => "read-only",
        StoreFailureKind.FileLost => "another file",
        _ => "unavailable",
    };

    private static bool IsInDoubt(Exception cause) =>
        cause is IOutcomeInDoubt || CommitDoubt.IsMarked(cause);

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        IEnumerable<Exception> inner = exception is AggregateException several ? several.InnerExceptions
            : exception.InnerException is { } single ? [single]
            : [];
        return inner.SelectMany(Causes).Prepend(exception);
    }
}
