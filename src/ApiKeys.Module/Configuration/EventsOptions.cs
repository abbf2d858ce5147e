using System.ComponentModel.DataAnnotations;

namespace ApiKeys;

/// <summary>How events are delivered to subscribers.</summary>
public sealed class EventsOptions
{
    /// <summary>How often to look for new events.</summary>
    /// <value>The default is 1 second; 100 milliseconds to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a subscriber may take over one event.</summary>
    /// <value>The default is 1 minute; 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a delivery is tried before it is a dead letter.</summary>
    /// <value>The default is 10, which takes about ten minutes; 1 to 100.</value>
    [Range(1, 100, ErrorMessage = "it must be between {1} and {2}")]
    public int DeliveryAttempts { get; set; } = 10;

    /// <summary>The pause before the second try of a delivery; it doubles with each further one, up to one hour.</summary>
    /// <value>The default is 1 second; 0 to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan DeliveryBackoff { get; set; } = TimeSpan.FromSeconds(1);
}
