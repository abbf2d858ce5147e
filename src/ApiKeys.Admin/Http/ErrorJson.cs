using System.ComponentModel;
using System.Text.Json.Serialization;

namespace ApiKeys.Admin.Http;

[Description("Why a call was not answered.")]
internal sealed record ErrorJson
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The kind of error. Not there when a credential is missing or bad.")]
    public string? Type { get; init; }

    [Description("The reason for people. Names the field that is to blame.")]
    public required string Message { get; init; }

    [Description("The reason for programs.")]
    public required string Code { get; init; }

    public required int Status { get; init; }

    // As problem details call it.
    [JsonPropertyName("traceId")]
    [Description("Finds the call in logs and traces.")]
    public required string TraceId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("There while the database fails: unchanged, or unknown when the change may have taken effect. Repeat the request with its Idempotency-Key to learn it.")]
    public string? Outcome { get; init; }
}
