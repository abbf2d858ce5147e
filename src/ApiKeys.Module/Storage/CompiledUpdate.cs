using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Storage;

/// <summary>
/// An <c>UPDATE</c> whose text is made once for each model. EF Core compiles queries in advance, but no <c>ExecuteUpdate</c>: each call of that makes an expression
/// tree and compares it with those it knows.
/// </summary>
/// <param name="setWhere">What follows <c>SET</c>, with <c>{0}</c> and so on for the parameters.</param>
/// <param name="properties">For each parameter the property that it is stored as.</param>
internal sealed class CompiledUpdate<T>(string setWhere, params string[] properties)
    where T : class
{
    private readonly ConditionalWeakTable<IModel, Form> _byModel = [];

    /// <returns>How many rows it changed.</returns>
    public Task<int> ExecuteAsync(ApiKeysDbContext database, CancellationToken cancellationToken, params ReadOnlySpan<object> values)
    {
        var form = _byModel.GetValue(database.Model, _ => Make(database));
        var parameters = new DbParameter[properties.Length];
        using var command = database.Database.GetDbConnection().CreateCommand();
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = form.Types[i].CreateParameter(command, $"@p{i}", values[i], nullable: false);
        }

        return database.Database.ExecuteSqlRawAsync(form.Text, parameters, cancellationToken);
    }

    private Form Make(ApiKeysDbContext database)
    {
        var entity = database.Model.FindEntityType(typeof(T))!;
        var table = database.GetService<ISqlGenerationHelper>().DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
        return new Form(
            $"UPDATE {table} SET {setWhere}", [.. properties.Select(property => entity.FindProperty(property)!.GetRelationalTypeMapping())]);
    }

    private sealed record Form(string Text, IReadOnlyList<RelationalTypeMapping> Types);
}
