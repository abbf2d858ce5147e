namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// Which database the fixtures use. This is the one place that chooses it: the project that runs the same tests on database servers has this class too, with
/// another answer.
/// </summary>
internal static class TestDatabase
{
    public static ITestDatabase Current { get; } = new SqliteTestDatabase();
}
