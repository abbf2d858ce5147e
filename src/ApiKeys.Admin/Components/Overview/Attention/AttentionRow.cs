using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Shared.Display;

namespace ApiKeys.Admin.Components.Overview.Attention;

/// <summary>One thing that a person should do something about, with the act for it.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Href">Where it is shown.</param>
public sealed record AttentionRow(string Title, string Href)
{
    /// <summary>The key of the row; <see langword="null"/> where the row is about several keys or about something else.</summary>
    public ApiKeyDetails? Key { get; init; }

    /// <summary>Whether a person typed the title.</summary>
    public bool IsUserText { get; init; }

    /// <summary>What is wrong, on a chip; <see langword="null"/> to show the status of the key.</summary>
    public string? Status { get; init; }

    public Tone Tone { get; init; }

    /// <summary>The icon of the chip; that of the tone when left out.</summary>
    public string? Icon { get; init; }

    public string? Note { get; init; }

    /// <summary>A time that ends the note.</summary>
    public DateTimeOffset? NoteAt { get; init; }

    /// <summary>When it happens by itself. The nearest comes first.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The act in words.</summary>
    public required string ActText { get; init; }

    /// <summary>Where the act is done; <see langword="null"/> if <see cref="Act"/> opens a dialog here.</summary>
    public string? ActHref { get; init; }

    /// <summary>The act on <see cref="Key"/>, for users who may change keys.</summary>
    public KeyAct? Act { get; init; }
}
