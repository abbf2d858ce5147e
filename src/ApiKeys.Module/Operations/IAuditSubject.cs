namespace ApiKeys.Operations;

/// <summary>What an event of the audit log tells of.</summary>
internal interface IAuditSubject
{
    string Id { get; }

    /// <summary>What people call it.</summary>
    string Title { get; }

    /// <summary>Null for what is no key.</summary>
    ApiKeyType? KeyType { get; }
}
