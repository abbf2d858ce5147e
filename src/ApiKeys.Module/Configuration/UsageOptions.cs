using System.ComponentModel.DataAnnotations;

namespace ApiKeys;

/// <summary>How the use of keys is noted.</summary>
public sealed class UsageOptions
{
    /// <summary>How often noted uses are written. A crash loses at most this much.</summary>
    /// <value>The default is 10 seconds; 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether to keep who calls with a secret key: address and user agent, the 50 latest of a key. Addresses are personal data. Set to
    /// <see langword="false"/>, none is kept, and those that were are removed. Of publishable keys none is kept in any case: their callers are shoppers.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RecordCallers { get; set; } = true;

    /// <summary>How long counts and callers are kept.</summary>
    /// <value>The default is 90 days; 1 day to 10 years. The dashboard shows the last 30 days.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);
}
