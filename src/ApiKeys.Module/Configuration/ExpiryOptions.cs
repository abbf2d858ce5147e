using System.ComponentModel.DataAnnotations;

namespace ApiKeys;

/// <summary>How expiries are warned of: 30, 7 and 1 days before, each as an event.</summary>
public sealed class ExpiryOptions
{
    /// <summary>How often to look for keys to warn of.</summary>
    /// <value>The default is 1 minute; 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan WarnInterval { get; set; } = TimeSpan.FromMinutes(1);
}
