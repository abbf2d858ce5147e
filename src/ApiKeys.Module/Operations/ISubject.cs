namespace ApiKeys.Operations;

/// <summary>What operations change, undo and leave a trail of: a key, a sales channel or a policy.</summary>
internal interface ISubject : IAuditSubject
{
    DateTimeOffset UpdatedAt { get; set; }

    /// <summary>
    /// The concurrency token. A fresh value with every change, not a counter: an undo can restore the old one without another change ever
    /// having had it.
    /// </summary>
    Guid Version { get; set; }
}
