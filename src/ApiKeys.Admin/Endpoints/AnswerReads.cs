using ApiKeys.Admin.Text;

namespace ApiKeys.Admin.Endpoints;

/// <summary>
/// Reads what the answer to a change is to tell beyond what the change itself gave back. The change is committed, so a failure of such a read must not fail the
/// call: the member is left out, and the answer says so (I4).
/// </summary>
internal sealed partial class AnswerReads(ILogger<AnswerReads> logger)
{
    private readonly List<LeftOutJson> _leftOut = [];

    /// <summary>What could not be read; <see langword="null"/> when all of it could, and then the answer has no such member.</summary>
    public IReadOnlyList<LeftOutJson>? LeftOut => _leftOut.Count == 0 ? null : _leftOut;

    /// <inheritdoc cref="TryAsync{T}(IReadOnlyList{string}, Func{Task{T}}, T)"/>
    public Task<T> TryAsync<T>(string field, Func<Task<T>> readAsync, T otherwise) => TryAsync([field], readAsync, otherwise);

    /// <param name="fields">The members of the answer.</param>
    /// <param name="readAsync">Reads them.</param>
    /// <param name="otherwise">What the answer tells when that fails.</param>
    public async Task<T> TryAsync<T>(IReadOnlyList<string> fields, Func<Task<T>> readAsync, T otherwise)
    {
        try
        {
            return await readAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogLeftOut(logger, string.Join(", ", fields), PastedTokens.Redact(exception.ToString()));
            var missing = fields.Where(field => !_leftOut.Exists(left => left.Field == field));
            _leftOut.AddRange(missing.Select(field => new LeftOutJson(field, "The change was made, but this could not be read. Read it later.")).ToList());

            return otherwise;
        }
    }

    [LoggerMessage(3210, LogLevel.Warning, "A change was made, but {Field} could not be read for its answer: {Problem}")]
    private static partial void LogLeftOut(ILogger logger, string field, string problem);
}
