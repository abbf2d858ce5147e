using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// What the fixtures have to know of a provider. A place names one database: a file, or a database of a server. Tests pass it on and look at none of it.
/// </summary>
internal interface ITestDatabase
{
    /// <summary>Whether several transactions can write at once, and each statement crosses a connection.</summary>
    bool IsServer { get; }

    /// <summary>A migrated database of its own.</summary>
    string Create();

    /// <summary>One for tests that need thousands: whoever asks for it drops it.</summary>
    string CreateScratch();

    /// <summary>Another with the same rows, to be dropped like a scratch one. Nothing may be open on the first.</summary>
    string Copy(string place);

    void Drop(string place);

    /// <summary>Registers the provider for a module whose clock, that of the server included, is the test's.</summary>
    void Use(ApiKeysBuilder module, string place, FakeTimeProvider time);

    /// <summary>Lets a context of a host's own work on an open connection.</summary>
    void Use(DbContextOptionsBuilder options, DbConnection connection);

    void Intercept(IServiceCollection services, IInterceptor interceptor);

    /// <summary>Tells that a module is gone.</summary>
    void Release(string place);

    /// <summary>The files of the database; those of a server are its own.</summary>
    IEnumerable<string> Files(string place);

    /// <summary>A connection of its own, outside any pool.</summary>
    DbConnection Connect(string place);

    /// <summary>A query for the names of the tables.</summary>
    string TablesQuery { get; }

    /// <summary>A statement that makes another table with the same rows.</summary>
    string CopyTableSql(string table, string copy);
}
