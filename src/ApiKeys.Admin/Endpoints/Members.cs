using ApiKeys.Admin.Endpoints.Requests;

namespace ApiKeys.Admin.Endpoints;

/// <summary>The members that an answer about a thing can have, in their order.</summary>
internal sealed class Members<T>(params IReadOnlyList<(string Name, Func<T, object?> Read)> members)
{
    public IReadOnlyList<string> Names { get; } = [.. members.Select(member => member.Name)];

    public IEnumerable<string> Under(string relation) => Names.Select(name => $"{relation}.{name}");

    public Dictionary<string, object?> Write(T thing, FieldSelection fields) =>
        members.Where(member => fields.Has(member.Name)).ToDictionary(member => member.Name, member => member.Read(thing), StringComparer.Ordinal);
}
