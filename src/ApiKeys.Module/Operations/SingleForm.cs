namespace ApiKeys.Operations;

/// <summary>The answer to an operation's single form, from the bulk form it is made of.</summary>
internal static class SingleForm
{
    private const string First = "[0].";

    /// <summary>The one answer; a field at fault is named without its place in a list of one.</summary>
    public static ApiKeyResult<T> Single<T>(this ApiKeyResult<IReadOnlyList<T>> result)
        where T : class => result.Succeeded
        ? ApiKeyResult<T>.From(result.Value[0], result.IsRepeat)
        : ApiKeyResult.Refused<T>([.. result.Errors.Select(error => error with { Field = WithoutIndex(error.Field) })]);

    private static string? WithoutIndex(string? field) =>
        field is not null && field.StartsWith(First, StringComparison.Ordinal) ? field[First.Length..] : field;
}
