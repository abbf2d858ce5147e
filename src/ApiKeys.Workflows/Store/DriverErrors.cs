namespace ApiKeys.Workflows;

/// <summary>What the exceptions of one database driver mean. Each provider registers its own with <see cref="DatabaseErrors.Register"/>.</summary>
internal abstract class DriverErrors
{
    /// <summary>Whether the driver, or what stands before it, throws exceptions of this type.</summary>
    public abstract bool Throws(Exception failure);

    /// <inheritdoc cref="DatabaseErrors.IsTransient"/>
    public abstract bool IsTransient(Exception failure);

    /// <inheritdoc cref="DatabaseErrors.KindOf"/>
    public abstract StoreFailureKind? KindOf(Exception failure);

    /// <inheritdoc cref="DatabaseErrors.LeavesDoubt"/>
    public abstract bool LeavesDoubt(Exception failure);

    /// <inheritdoc cref="DatabaseErrors.IsAlreadyThere"/>
    public virtual bool IsAlreadyThere(Exception failure) => false;

    /// <inheritdoc cref="DatabaseErrors.IsContention"/>
    public virtual bool IsContention(Exception failure) => false;
}
