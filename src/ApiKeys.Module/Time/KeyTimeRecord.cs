namespace ApiKeys.Time;

/// <summary>The one row that remembers how far time has come, so that a clock that is set back is noticed, also after a restart.</summary>
internal sealed class KeyTimeRecord
{
    public const int OnlyId = 1;

    public int Id { get; set; }

    /// <summary>No node compares a key's end with a later time than this. A node that wants to raises it first.</summary>
    public DateTimeOffset CoveredUntil { get; set; }
}
