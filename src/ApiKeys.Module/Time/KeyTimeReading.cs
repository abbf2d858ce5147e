using System.Runtime.InteropServices;
using ApiKeys.Configuration;

namespace ApiKeys.Time;

/// <summary>One reading of the clock by which keys end.</summary>
/// <param name="Clock">What the database's clock said.</param>
/// <param name="At">The time to compare ends with: <paramref name="Clock"/>, or later where a later time was seen before.</param>
/// <param name="CoveredUntil">The stored <see cref="KeyTimeRecord.CoveredUntil"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeyTimeReading(DateTimeOffset Clock, DateTimeOffset At, DateTimeOffset CoveredUntil)
{
    /// <summary>Whether the clock was set back. Less than a second isn't worth the name: the time stands still for that long.</summary>
    public bool IsSetBack => At - Clock > Fencing.Promise;
}
