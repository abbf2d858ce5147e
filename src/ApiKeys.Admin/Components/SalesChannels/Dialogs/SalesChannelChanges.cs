namespace ApiKeys.Admin.Components.SalesChannels.Dialogs;

/// <summary>What another user changed since a dialog was opened, in sentences.</summary>
internal static class SalesChannelChanges
{
    /// <summary>Name and description.</summary>
    public static IEnumerable<string> OfText(SalesChannelDetails seen, SalesChannelDetails current)
    {
        if (seen.Name != current.Name)
        {
            yield return $"The name is now “{current.Name}”.";
        }

        if ((seen.Description ?? "") != (current.Description ?? ""))
        {
            yield return current.Description is { Length: > 0 } description ? $"The description is now “{description}”." : "The description is now empty.";
        }
    }

    /// <summary>Whether it is disabled.</summary>
    public static IEnumerable<string> OfState(SalesChannelDetails seen, SalesChannelDetails current)
    {
        if (seen.IsDisabled != current.IsDisabled)
        {
            yield return current.IsDisabled ? "It is now disabled." : "It is now enabled.";
        }
    }
}
