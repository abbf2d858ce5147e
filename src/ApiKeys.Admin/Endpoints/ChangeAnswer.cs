using System.ComponentModel;
using System.Text.Json.Serialization;

namespace ApiKeys.Admin.Endpoints;

/// <summary>An answer to a change.</summary>
internal abstract record ChangeAnswer
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    [Description("What the answer leaves out, and why. Only there when something was left out: the change was made all the same.")]
    public IReadOnlyList<LeftOutJson>? LeftOut { get; init; }
}

internal sealed record LeftOutJson(
    [property: Description("The member, such as `receipt` or `sales_channels`.")] string Field, [property: Description("For people.")] string Reason);
