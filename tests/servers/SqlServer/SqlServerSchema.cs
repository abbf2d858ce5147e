using ApiKeys.SqlServer;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApiKeys.ServerTests.SqlServer;

/// <summary>The tables that the migrations make, as Microsoft's own tools read them: without a server they tell what one would refuse to compile.</summary>
internal static class SqlServerSchema
{
    // The oldest version that the module promises to work with.
    private const SqlServerVersion Oldest = SqlServerVersion.Sql140;

    private static readonly Lazy<string> Script = new(() => MigrationScript(MigrationsSqlGenerationOptions.Default));

    public static string MigrationScript(MigrationsSqlGenerationOptions options)
    {
        using var database = SqlServerApiKeysDbContextDesign.Open("Server=none");
        return database.GetService<IMigrator>().GenerateScript(options: options);
    }

    /// <summary>Parses T-SQL as the oldest version does, or as the newest.</summary>
    public static (TSqlScript Script, IReadOnlyList<string> Errors) Parse(string sql, bool byNewest = false)
    {
        TSqlParser parser = byNewest ? new TSql170Parser(initialQuotedIdentifiers: true) : new TSql140Parser(initialQuotedIdentifiers: true);
        using var text = new StringReader(sql);
        var script = (TSqlScript)parser.Parse(text, out var errors);
        return (script, [.. errors.Select(error => $"{error.Line}:{error.Column} {error.Message}")]);
    }

    /// <summary>A model of the tables and indexes, and of whatever else is given.</summary>
    /// <returns>What is wrong with it.</returns>
    public static IReadOnlyList<string> Validate(IEnumerable<string> more, Func<string, string>? change = null)
    {
        var (script, errors) = Parse(Script.Value);
        Assert.Empty(errors);
        using var model = new TSqlModel(Oldest, new TSqlModelOptions());
        var objects = script.Batches.SelectMany(batch => batch.Statements)
            .Where(statement => statement is CreateTableStatement or CreateIndexStatement or AlterTableStatement)
            .Select(Text).ToList();
        Assert.NotEmpty(objects);
        foreach (var text in objects.Select(text => change?.Invoke(text) ?? text).Concat(more))
        {
            model.AddObjects(text);
        }

        // What the server brings with it isn't among these tables. Of it, its name alone is checked by the parser.
        return [.. model.Validate().Select(message => message.ToString()).Where(message => !message.Contains("[sys].", StringComparison.Ordinal))];
    }

    private static string Text(TSqlFragment fragment) => string.Concat(
        fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(token => token.Text));
}
