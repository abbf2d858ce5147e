using ApiKeys.Tokens;

namespace ApiKeys;

/// <summary>A scope that people can choose when they make or edit a key.</summary>
public sealed class KnownScope
{
    /// <summary>The longest <see cref="Description"/>, in characters.</summary>
    public const int DescriptionMaxLength = 200;

    /// <summary>The scope, written <c>resource:action</c>.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>What it allows, in people's words, up to 200 characters.</summary>
    /// <value>The default is empty.</value>
    public string Description { get; set; } = string.Empty;

    /// <summary>Whether a text can be a key's scope: <c>resource:action</c>, <c>resource:*</c> or <c>*</c>, in at most 100 characters.</summary>
    /// <param name="text">Anything; <see langword="null"/> is no scope.</param>
    public static bool IsScope(string? text) => ScopeName.IsValid(text);
}
