using System.ComponentModel;
using System.Text.Json.Serialization;

namespace ApiKeys.Admin.Endpoints;

/// <summary>A page of a list; the things come first.</summary>
internal abstract record ListAnswer(
    [property: JsonPropertyOrder(1), Description("The number of all matching records, not only of this page.")] int Count,
    [property: JsonPropertyOrder(1)] int Offset,
    [property: JsonPropertyOrder(1)] int Limit);
