using System.Data.Common;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>What providers write differently, read alike.</summary>
internal static class CommandNames
{
    /// <summary>The command without what its provider puts around names.</summary>
    public static string Unquoted(this DbCommand command) => string.Concat(command.CommandText.Where(letter => letter is not ('"' or '[' or ']')));
}
