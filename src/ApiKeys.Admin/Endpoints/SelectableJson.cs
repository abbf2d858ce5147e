using System.Text.Json.Serialization;
using ApiKeys.Admin.Endpoints.Requests;

namespace ApiKeys.Admin.Endpoints;

/// <summary>A thing of which an answer shows the members that the caller asks for.</summary>
internal abstract record SelectableJson
{
    /// <summary>The members to write; <see langword="null"/> for all.</summary>
    [JsonIgnore]
    public FieldSelection? Fields { get; init; }
}

/// <summary>Marks a member that answers have only when <c>fields</c> asks for it.</summary>
/// <param name="exceptions">Of a relation, the members of the related things that answers have anyway.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OnRequestAttribute(params string[] exceptions) : Attribute
{
    public IReadOnlyList<string> Exceptions => exceptions;
}
