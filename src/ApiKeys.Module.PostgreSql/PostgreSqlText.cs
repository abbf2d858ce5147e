using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.PostgreSql;

/// <summary>
/// Makes of every text on its way to PostgreSQL one that it takes: it knows no NUL and no half of a surrogate pair, where the other databases store and compare
/// both. They come with what others write, an exception's message, an id in a URL, and would make of an error told or a key not found a failure of the store.
/// </summary>
internal sealed class PostgreSqlText : DbCommandInterceptor
{
    private const char Nul = '\0';

    public static PostgreSqlText Instance { get; } = new();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    private static void Clean(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string text => Clean(text),
                IEnumerable<string> texts => texts.Select(Clean).ToArray(),
                var other => other,
            };
        }
    }

    private static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Nul || char.IsSurrogate(text[i]))
            {
                return Rewrite(text);
            }
        }

        return text;
    }

    private static string Rewrite(string text)
    {
        // Halves come out of this as the replacement character.
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == Nul ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return clean.ToString();
    }
}
