using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Transfer.Tables;

/// <summary>The tables that a host keeps in the database of the keys, and that move with them.</summary>
public sealed class HostTables
{
    /// <summary>Names the tables.</summary>
    /// <param name="context">Their model. Only the model is used; what is read and written goes over the module's connection.</param>
    public HostTables(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
    }

    /// <summary>
    /// Entities whose rows are there before anybody has done anything: those of the migrations, and what a start leaves. An import replaces them; rows of any other
    /// mean that the database is in use.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyCollection<Type> FilledByStart { get; init; } = [];

    /// <summary>
    /// Entities whose rows belong to this installation alone, such as sessions and the keys that seal cookies: they are neither in an export nor in a backup, and an
    /// import removes those that the new installation has.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyCollection<Type> StayingBehind { get; init; } = [];

    internal DbContext Context { get; }
}
