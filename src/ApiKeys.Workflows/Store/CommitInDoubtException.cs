namespace ApiKeys.Workflows;

/// <summary>
/// The connection was lost during a commit, so the commit may have taken effect. Not an exception of the provider: those are retried, and a second try of what took
/// effect meets its own first one.
/// </summary>
internal sealed class CommitInDoubtException(Exception innerException)
    : Exception("The connection to the database was lost during a commit. The commit may have taken effect.", innerException), IOutcomeInDoubt;
