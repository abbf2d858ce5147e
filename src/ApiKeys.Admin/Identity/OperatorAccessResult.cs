namespace ApiKeys.Admin.Identity;

/// <summary>Whether the signed-in person may do something now.</summary>
public abstract record OperatorAccessResult
{
    private OperatorAccessResult()
    {
    }

    public sealed record Allowed(AdminOperator Operator) : OperatorAccessResult;

    /// <param name="Message">What is missing and who can give it, as a sentence to show.</param>
    public sealed record Forbidden(string Message) : OperatorAccessResult;

    /// <summary>Signed out, removed, deactivated, away for too long, or the password was changed since.</summary>
    public sealed record SignedOut : OperatorAccessResult
    {
        public string Message => "You are signed out. Nothing was changed. Sign in and try again.";
    }
}
