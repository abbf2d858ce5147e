using System.ComponentModel;
using System.Text.Json.Serialization;

namespace ApiKeys.Admin.Endpoints;

/// <summary>The response to a change.</summary>
internal abstract record ChangeAnswer
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    [Description("Members that could not be read, and why. It is absent if nothing is left out. The change itself was made.")]
    public IReadOnlyList<LeftOutJson>? LeftOut { get; init; }
}

internal sealed record LeftOutJson(
    [property: Description("The member, such as `receipt` or `sales_channels`.")] string Field, [property: Description("The reason, as text for a person.")] string Reason);
