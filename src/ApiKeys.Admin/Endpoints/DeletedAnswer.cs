using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints;

internal sealed record DeletedAnswer
{
    public required string Id { get; init; }

    [Description("`api_key` or `sales-channel`.")]
    public required string Object { get; init; }

    public required bool Deleted { get; init; }
}
