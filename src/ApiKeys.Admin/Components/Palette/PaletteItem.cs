using ApiKeys.Admin.Components.Theme;

namespace ApiKeys.Admin.Components.Palette;

/// <summary>One line of the command palette.</summary>
/// <param name="Text">What it leads to.</param>
/// <param name="Icon">One of <see cref="AppIcons"/>.</param>
/// <param name="Href">The address it leads to; null for an action.</param>
internal sealed record PaletteItem(string Text, string Icon, string? Href)
{
    /// <summary>What tells it from others of the same name: a redacted token, an address.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the note is a token, which is set in the type for tokens.</summary>
    public bool IsTokenNote { get; init; }

    /// <summary>Its state in a word, where it is not the usual one.</summary>
    public string? State { get; init; }

    /// <summary>The type of key that it creates; null for what creates none.</summary>
    public ApiKeyType? Creates { get; init; }

    /// <summary>Whether the browser loads its address as a document of its own.</summary>
    public bool IsDocument { get; init; }
}

/// <summary>Lines of one kind.</summary>
internal sealed record PaletteGroup(string Title, IReadOnlyList<PaletteItem> Items);
