namespace ApiKeys.Workflows;

/// <summary>
/// Stands in the log for an exception that said what must not be written down: host code may put anything into a message, and loggers write messages,
/// inner exceptions and all. Of a failure of the store it writes one line: everything that runs notices it at once, and a stack says nothing of its cause.
/// </summary>
internal sealed class ScrubbedException : Exception
{
    private readonly string _text;

    private ScrubbedException(string message, string text)
        : base(message) => _text = text;

    public override string? StackTrace => null;

    /// <summary>The exception itself when there is nothing to scrub, else one that prints like it but for that.</summary>
    public static Exception For(Exception exception, Func<string, string> scrub)
    {
        if (StoreFailure.Of(exception) is { } store)
        {
            var line = scrub(store.Describe(exception));
            return new ScrubbedException(line, line);
        }

        var text = exception.ToString();
        var scrubbed = scrub(text);
        return scrubbed == text ? exception : new ScrubbedException(scrub(exception.Message), scrubbed);
    }

    public override string ToString() => _text;
}
