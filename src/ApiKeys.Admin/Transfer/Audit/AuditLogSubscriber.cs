namespace ApiKeys.Admin.Transfer.Audit;

/// <summary>
/// Writes every change as one line of the log, in the category <c>ApiKeys.Audit</c>: each change at least once, by whichever node delivers it, and only after
/// its commit. The message holds no text that a user typed, or a title could look like the line of another change. Titles are structured values, which
/// the JSON formatter escapes.
/// </summary>
internal sealed partial class AuditLogSubscriber(ILoggerFactory loggers) : EventSubscriber("audit-log")
{
    public const string Category = "ApiKeys.Audit";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    protected internal override Task HandleAsync(ApiKeyEventDetails change, EventDelivery delivery, CancellationToken cancellationToken)
    {
        LogChange(
            _logger,
            delivery.Position,
            change.Action,
            change.SubjectId,
            change.Actor,
            change.At,
            change.ExecutionId,
            change.SubjectTitle,
            change.Facts.GetValueOrDefault(EventFacts.RevokedAt));
        return Task.CompletedTask;
    }

    // SYSLIB1015: the last two are structured values only, on purpose. They have the names of their parameters.
#pragma warning disable SYSLIB1015
    [LoggerMessage(
        4100,
        LogLevel.Information,
        "Change {Position}: {Action} {SubjectId} by {Actor} at {At:O} in {ExecutionId}")]
    private static partial void LogChange(
        ILogger logger,
        long position,
        ApiKeyAction action,
        string subjectId,
        string actor,
        DateTimeOffset at,
        string executionId,
        string subjectTitle,
        string? revokedAt);
#pragma warning restore SYSLIB1015
}
