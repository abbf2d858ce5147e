namespace ApiKeys.Workflows;

/// <summary>What a commit that failed says about its outcome.</summary>
internal static class CommitOutcome
{
    /// <summary>Whether it may have taken effect. It did not where the database answered that it refuses.</summary>
    public static bool IsInDoubt(Exception failure) => failure is CommitInDoubtException || DatabaseErrors.LeavesDoubt(failure);

    /// <summary>The provider's own exception, once it is known that nothing was committed.</summary>
    public static Exception Cause(Exception failure) => failure is CommitInDoubtException { InnerException: { } cause } ? cause : failure;
}
