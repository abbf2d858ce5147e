using ApiKeys.Operations;

namespace ApiKeys.Audit;

/// <summary>A change that a step recorded: a subject of <see cref="ReachEveryNode"/>, which runs when the change is committed.</summary>
/// <param name="Event">The event, with its position once it is saved.</param>
/// <param name="Subject">What was changed, as it was saved.</param>
/// <param name="ConcernsVerification">Whether verification depends on the change, so that every node must know of it.</param>
internal sealed record RecordedChange(ApiKeyEvent Event, IAuditSubject Subject, bool ConcernsVerification);
