using System.ComponentModel.DataAnnotations;
using ApiKeys.Configuration;

namespace ApiKeys;

/// <summary>How tokens are verified.</summary>
public sealed class VerificationOptions
{
    /// <summary>
    /// How many keys are held in memory, ended ones included; a million take about 230 MB. Keys beyond it are looked up in the database, and with them every
    /// token that is not in memory: correct, but slower.
    /// </summary>
    /// <value>The default is 1,000,000; 1,000 to 50,000,000.</value>
    [Range(1_000, 50_000_000, ErrorMessage = "it must be between {1} and {2}")]
    public int MaxKeysInMemory { get; set; } = 1_000_000;

    /// <summary>How often to look for changes. A revocation reaches the other nodes within about this time.</summary>
    /// <value>The default is 200 milliseconds; 20 to 400 milliseconds, because memory is believed for 800 milliseconds after a poll.</value>
    [Range(typeof(TimeSpan), "00:00:00.020", "00:00:00.400", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How long known keys go on being answered from memory while the database can't be reached, counted from the last time it could. In that time a
    /// revocation made elsewhere is not heard of, and receipts wait for this node or name it: what is gained in availability is taken from the promise that a
    /// revoked key is refused within a second.
    /// </summary>
    /// <value>The default is none: after 800 milliseconds such calls are answered StoreUnavailable. At most 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan OfflineGrace { get; set; }

    /// <summary>How long this node can go on accepting a key from memory when it hears nothing.</summary>
    internal TimeSpan Trust => OfflineGrace > Fencing.Trust ? OfflineGrace : Fencing.Trust;
}
