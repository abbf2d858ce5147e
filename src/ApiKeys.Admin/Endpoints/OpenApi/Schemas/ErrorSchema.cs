using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.OpenApi.Schemas;

[Description("Why a call was not answered.")]
internal sealed record ErrorSchema
{
    [Description("The kind of error. Not there when a credential is missing or bad.")]
    public string? Type { get; init; }

    [Description("The reason for people. Names the field that is to blame.")]
    public required string Message { get; init; }

    [Description("The reason for programs.")]
    public required string Code { get; init; }

    public required int Status { get; init; }

    [Description("Finds the call in logs and traces.")]
    public required string TraceId { get; init; }

    [Description("There while the database fails: unchanged, or unknown when the change may have taken effect. Repeat the request with its Idempotency-Key to learn it.")]
    public string? Outcome { get; init; }
}
