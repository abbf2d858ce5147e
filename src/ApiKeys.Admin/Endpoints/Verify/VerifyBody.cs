using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using ApiKeys.Admin.Endpoints.Requests;

namespace ApiKeys.Admin.Endpoints.Verify;

// No record, which would print the token.
internal sealed class VerifyBody
{
    [Token]
    public required string Token { get; init; }

    [DisallowNull]
    [Description("The type that is wanted.")]
    public ApiKeyType? Type { get; init; }

    [Description("What is to be done with it, such as `orders:read`.")]
    public string? Scope { get; init; }
}
