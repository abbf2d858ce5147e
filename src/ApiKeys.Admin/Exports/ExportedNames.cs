using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Exports;

internal static class ExportedNames
{
    /// <summary>An actor's name; <see langword="null"/> for no actor and for one whose name isn't known.</summary>
    public static string? TextOf(this IReadOnlyDictionary<string, ActorName> names, string? id) => id is not null && names.TryGetValue(id, out var name) ? name.Text : null;
}
