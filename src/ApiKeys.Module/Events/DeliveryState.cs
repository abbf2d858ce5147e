namespace ApiKeys;

/// <summary>Why an event is set aside.</summary>
public enum DeliveryState
{
    /// <summary>Its delivery failed and is tried again.</summary>
    Retrying = 1,

    /// <summary>An earlier event of the same key is set aside, and order is kept.</summary>
    Waiting,

    /// <summary>All attempts failed. Needs a person: mend the cause and retry, or skip it.</summary>
    DeadLetter,
}
