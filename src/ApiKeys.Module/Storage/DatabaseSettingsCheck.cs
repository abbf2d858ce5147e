using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Storage;

/// <summary>Refuses to start on a database that may lose what it has acknowledged, and warns of settings that are worse than they need be.</summary>
internal sealed partial class DatabaseSettingsCheck(IDbContextFactory<ApiKeysDbContext> databases, ILogger<DatabaseSettingsCheck> logger)
{
    /// <exception cref="RefusedSettingException">A setting is refused.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<SettingProblem> problems;
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            problems = await database.FindSettingProblemsAsync(cancellationToken);
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            // A database that is away is no reason not to start: the host says so itself, and works once it is back.
            return;
        }

        foreach (var problem in problems.Where(problem => !problem.IsRefused))
        {
            LogProblem(logger, problem.Text);
        }

        if (problems.FirstOrDefault(problem => problem.IsRefused) is { } refused)
        {
            throw new RefusedSettingException(refused.Text);
        }
    }

    [LoggerMessage(1050, LogLevel.Warning, "{Problem}")]
    private static partial void LogProblem(ILogger logger, string problem);
}
