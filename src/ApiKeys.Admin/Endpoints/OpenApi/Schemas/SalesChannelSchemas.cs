using System.ComponentModel;
using System.Text.Json.Nodes;

namespace ApiKeys.Admin.Endpoints.OpenApi.Schemas;

[Description("A sales channel. Without `fields` the members up to `metadata` are there; `fields` leaves out what it doesn't name. The id is always there.")]
internal sealed record SalesChannelSchema
{
    [Description("`sc_` and a ULID.")]
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    [Description("A disabled channel can be linked like others.")]
    public bool IsDisabled { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public JsonObject? Metadata { get; init; }

    [Description("The linked keys. Only when `fields=*publishable_api_keys` asks for it.")]
    public IReadOnlyList<ApiKeySchema> PublishableApiKeys { get; init; } = [];
}

internal sealed record SalesChannelAnswer
{
    public required SalesChannelSchema SalesChannel { get; init; }

    [Description("What the answer leaves out, and why. Only there when something was left out: the change was made all the same.")]
    public IReadOnlyList<LeftOutSchema>? LeftOut { get; init; }
}

internal sealed record SalesChannelListAnswer
{
    public required IReadOnlyList<SalesChannelSchema> SalesChannels { get; init; }

    [Description("All that match, whatever the page.")]
    public required int Count { get; init; }

    public required int Offset { get; init; }

    public required int Limit { get; init; }
}

internal sealed record CreateSalesChannelBody
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public bool? IsDisabled { get; init; }

    public JsonObject? Metadata { get; init; }
}

internal sealed record UpdateSalesChannelBody
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public bool? IsDisabled { get; init; }

    public JsonObject? Metadata { get; init; }
}
