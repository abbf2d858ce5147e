namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>What the document tells of one operation beyond its route.</summary>
/// <param name="Id">Its name for programs.</param>
/// <param name="Tag">One of <see cref="Tags"/>.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Answer">What its answer's schema is made of.</param>
/// <param name="Example">An answer, of the type that the route writes.</param>
internal sealed record OperationText(string Id, string Tag, string Summary, Type Answer, object Example)
{
    public string? Description { get; init; }

    /// <summary>The body, if it takes one.</summary>
    public Type? Body { get; init; }

    /// <summary>An example of the body, as it is sent.</summary>
    public string? BodyExample { get; init; }

    /// <summary>Whether the call can be made without a body.</summary>
    public bool IsBodyOptional { get; init; }

    public IReadOnlyList<QueryText> Query { get; init; } = [];

    /// <summary>The errors that it may end with, besides those of every call.</summary>
    public IReadOnlyList<int> Errors { get; init; } = [];

    public OperationCaller Caller { get; init; } = OperationCaller.Admin;

    /// <summary>Whether it takes <c>Idempotency-Key</c>.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Whether it takes <c>If-Match</c>.</summary>
    public bool TakesIfMatch { get; init; }

    /// <summary>Whether it answers with an <c>ETag</c>.</summary>
    public bool IsTagged { get; init; }
}

internal sealed record QueryText(string Name, string Description, Type Type);

/// <summary>Which credential a call needs.</summary>
internal enum OperationCaller
{
    Anyone,
    Admin,
    Person,
    Storefront,
}
