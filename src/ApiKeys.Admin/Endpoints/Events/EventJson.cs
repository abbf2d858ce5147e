using System.ComponentModel;
using ApiKeys.Admin.Exports;

namespace ApiKeys.Admin.Endpoints.Events;

[Description("An audit event: who did what to which record. It is committed together with the change.")]
internal sealed record EventJson
{
    [Description("`evt_` and a ULID. Ids sort in the order of the events.")]
    public required string Id { get; init; }

    public required ApiKeyAction Action { get; init; }

    [Description("The id of the key, sales channel, policy, user or invitation.")]
    public required string SubjectId { get; init; }

    [Description("Its title or name at that moment.")]
    public required string SubjectTitle { get; init; }

    [Description("`null` if the subject isn't a key.")]
    public required ApiKeyType? KeyType { get; init; }

    [Description("The id of the user or API key, or `system`.")]
    public required string Actor { get; init; }

    public required DateTimeOffset At { get; init; }

    [Description("The workflow execution that made the change.")]
    public required string ExecutionId { get; init; }

    [Description("More about the change, such as the title before and after. Never a token.")]
    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    public static EventJson Of(ApiKeyEventDetails change) => new()
    {
        Id = change.Id,
        Action = change.Action,
        SubjectId = change.SubjectId,
        SubjectTitle = change.SubjectTitle,
        KeyType = change.KeyType,
        Actor = change.Actor,
        At = change.At,
        ExecutionId = change.ExecutionId,
        Facts = change.Facts,
    };
}

internal sealed record EventExportAnswer(IReadOnlyList<ExportedEvent> Events);

internal sealed record EventListAnswer(IReadOnlyList<EventJson> Events, int Count, int Offset, int Limit) : ListAnswer(Count, Offset, Limit);
