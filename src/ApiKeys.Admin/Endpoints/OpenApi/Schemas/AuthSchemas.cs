namespace ApiKeys.Admin.Endpoints.OpenApi.Schemas;

internal sealed record SignInBody
{
    public required string Email { get; init; }

    public required string Password { get; init; }
}

internal sealed record TokenAnswer
{
    public required string Token { get; init; }
}
