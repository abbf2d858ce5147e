using System.ComponentModel;
using System.Text.Json;
using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Endpoints.Requests;

namespace ApiKeys.Admin.Endpoints.SalesChannels;

[Description("A sales channel. Without `fields` it has the members up to `metadata`. `fields` chooses the members; the id is always included.")]
internal sealed record SalesChannelJson : SelectableJson
{
    /// <summary>What a key knows of the channels that it is linked to.</summary>
    public static IReadOnlyList<string> MembersOfLinks { get; } = [ApiJson.Name(nameof(Id)), ApiJson.Name(nameof(Name)), ApiJson.Name(nameof(IsDisabled))];

    [Description("`sc_` and a ULID.")]
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    [Description("A disabled channel can still be linked to keys.")]
    public bool IsDisabled { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public JsonElement? Metadata { get; init; }

    [OnRequest]
    [Description("The linked keys. Only with `fields=*publishable_api_keys`.")]
    public IReadOnlyList<ApiKeyJson> PublishableApiKeys { get; init; } = [];

    public static SalesChannelJson Of(SalesChannelDetails channel, FieldSelection fields) => new()
    {
        Fields = fields,
        Id = channel.Id,
        Name = channel.Name,
        Description = channel.Description,
        IsDisabled = channel.IsDisabled,
        CreatedAt = channel.CreatedAt,
        UpdatedAt = channel.UpdatedAt,
        DeletedAt = channel.DeletedAt,
        Metadata = channel.Metadata is { } metadata ? JsonElement.Parse(metadata) : null,
    };

    public static SalesChannelJson Of(LinkedSalesChannel link, FieldSelection fields) => new()
    {
        Fields = fields.Among(MembersOfLinks),
        Id = link.Id,
        Name = link.Name,
        IsDisabled = link.IsDisabled,
    };
}
