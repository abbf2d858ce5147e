namespace ApiKeys.Admin.Components.Shared.Fields;

/// <summary>
/// One choice of a <see cref="ChoiceField{T}"/>.
/// </summary>
public sealed record ChoiceOption<T>(T Value, string Text, string? Hint = null);
