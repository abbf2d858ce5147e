using System.ComponentModel;
using System.Text.Json.Serialization;

namespace ApiKeys.Admin.Endpoints;

/// <summary>A page of a list; the things come first.</summary>
internal abstract record ListAnswer
{
    [JsonPropertyOrder(1)]
    [Description("All that match, whatever the page.")]
    public required int Count { get; init; }

    [JsonPropertyOrder(1)]
    public required int Offset { get; init; }

    [JsonPropertyOrder(1)]
    public required int Limit { get; init; }
}
