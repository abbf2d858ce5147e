using System.ComponentModel.DataAnnotations;

namespace ApiKeys;

/// <summary>How long a new secret waits to be confirmed as saved.</summary>
public sealed class ConfirmationOptions
{
    /// <summary>After this time a Pending key can't be confirmed any more and is discarded.</summary>
    /// <value>The default is 15 minutes; 1 minute to 1 day.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan ConfirmWithin { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often to look for Pending keys to discard.</summary>
    /// <value>The default is 1 minute; 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan DiscardInterval { get; set; } = TimeSpan.FromMinutes(1);
}
