using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ApiKeys.Admin.Endpoints.SalesChannels;

internal sealed record CreateSalesChannelBody
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public bool IsDisabled { get; init; }

    public JsonElement? Metadata { get; init; }
}

internal sealed record UpdateSalesChannelBody
{
    [DisallowNull]
    public string? Name { get; init; }

    public string? Description { get; init; }

    [DisallowNull]
    public bool? IsDisabled { get; init; }

    public JsonElement? Metadata { get; init; }
}
