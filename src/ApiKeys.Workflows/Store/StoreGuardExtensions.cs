using ApiKeys.Workflows;

namespace Microsoft.EntityFrameworkCore;

/// <summary>What another context in the same database needs, so that its failures are reported as those of the engine's own.</summary>
public static class StoreGuardExtensions
{
    /// <summary>Remembers whether a change that failed may have taken effect; see <see cref="StoreFailure"/>.</summary>
    /// <param name="options">The options of the context.</param>
    public static DbContextOptionsBuilder AddStoreGuard(this DbContextOptionsBuilder options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddInterceptors(new CommitDoubt());
    }
}
