using ApiKeys.Workflows;

namespace ApiKeys.Admin.Text;

/// <summary>An exception as it is logged. A failure of the store is one line: while the store is away everything fails for the one reason.</summary>
internal static class LoggedFailure
{
    public static string Text(Exception exception) =>
        PastedTokens.Redact(StoreFailure.Of(exception) is { } store ? store.Describe(exception) : exception.ToString());

    /// <summary>The exception itself, or one line in its place.</summary>
    public static Exception Of(Exception exception) => StoreFailure.Of(exception) is null ? exception : new OneLine(Text(exception));

    private sealed class OneLine(string line) : Exception(line)
    {
        public override string ToString() => Message;
    }
}
