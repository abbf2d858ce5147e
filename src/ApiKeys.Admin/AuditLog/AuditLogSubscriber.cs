using ApiKeys.Events;
using ApiKeys.Keys;

namespace ApiKeys.Admin.AuditLog;

/// <summary>
/// Writes every change as one line of the log, in the category <c>ApiKeys.Audit</c>, so that whoever collects logs has the audit trail too: each change
/// at least once, whichever node made it, and only after its commit.
/// </summary>
internal sealed partial class AuditLogSubscriber(ILoggerFactory loggers) : EventSubscriber("audit-log")
{
    public const string Category = "ApiKeys.Audit";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    protected override Task HandleAsync(ApiKeyEventDetails change, EventDelivery delivery, CancellationToken cancellationToken)
    {
        LogChange(
            _logger, delivery.Position, change.Action, change.SubjectId, change.SubjectTitle, change.Actor, change.At, change.ExecutionId);
        return Task.CompletedTask;
    }

    [LoggerMessage(
        4100,
        LogLevel.Information,
        "Change {Position}: {Action} {SubjectId} \"{SubjectTitle}\" by {Actor} at {At:O} in {ExecutionId}")]
    private static partial void LogChange(
        ILogger logger,
        long position,
        ApiKeyAction action,
        string subjectId,
        string subjectTitle,
        string actor,
        DateTimeOffset at,
        string executionId);
}
