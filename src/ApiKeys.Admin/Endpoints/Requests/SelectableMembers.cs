using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>The members of a <see cref="SelectableJson"/> by their names in JSON; a member of a relation is written <c>relation.member</c>.</summary>
/// <param name="All">All there are.</param>
/// <param name="Standard">Those that answers have unless they are asked otherwise.</param>
internal sealed record SelectableMembers(IReadOnlyList<string> All, IReadOnlyList<string> Standard)
{
    private static readonly ConcurrentDictionary<Type, SelectableMembers> Known = new();

    public static SelectableMembers Of(Type type) => Known.GetOrAdd(type, Read);

    private static SelectableMembers Read(Type type)
    {
        var (all, standard) = (new List<string>(), new List<string>());
        foreach (var member in MembersOf(type))
        {
            var mark = member.AttributeProvider!.GetCustomAttributes(typeof(OnRequestAttribute), inherit: true).OfType<OnRequestAttribute>().SingleOrDefault();
            List<string> names = RelatedType(member) is { } related
                ? [.. MembersOf(related).Where(inner => RelatedType(inner) is null).Select(inner => $"{member.Name}.{inner.Name}")]
                : [member.Name];
            all.AddRange(names);
            standard.AddRange(mark is null ? names : mark.Exceptions.Select(exception => $"{member.Name}.{exception}"));
        }

        return new SelectableMembers(all, standard);
    }

    private static IEnumerable<JsonPropertyInfo> MembersOf(Type type) => ApiJson.Options.GetTypeInfo(type).Properties.Where(member => member.Get is not null);

    private static Type? RelatedType(JsonPropertyInfo member) =>
        member.PropertyType.GenericTypeArguments is [var item] && item.IsAssignableTo(typeof(SelectableJson)) ? item : null;
}
