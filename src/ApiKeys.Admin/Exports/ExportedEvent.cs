using System.ComponentModel;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Exports;

[Description("An audit event as lists export it.")]
internal sealed record ExportedEvent
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ApiKeyAction Action { get; init; }

    public required string SubjectId { get; init; }

    public required string SubjectTitle { get; init; }

    public required ApiKeyType? KeyType { get; init; }

    public required string Actor { get; init; }

    public required string? ActorName { get; init; }

    public required string ExecutionId { get; init; }

    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    public static ExportedEvent Of(ApiKeyEventDetails change, IReadOnlyDictionary<string, ActorName> names) => new()
    {
        Id = change.Id,
        At = change.At,
        Action = change.Action,
        SubjectId = change.SubjectId,
        SubjectTitle = change.SubjectTitle,
        KeyType = change.KeyType,
        Actor = change.Actor,
        ActorName = names.TextOf(change.Actor),
        ExecutionId = change.ExecutionId,
        Facts = change.Facts,
    };
}
