namespace ApiKeys.Admin.Components.Overview.Attention;

/// <summary>How soon something needs a person.</summary>
public enum AttentionRank
{
    /// <summary>Something fails already.</summary>
    Broken,

    /// <summary>Something ends by itself within days.</summary>
    Soon,

    /// <summary>Nothing happens if it is left, but someone should look at it.</summary>
    TidyUp,
}
