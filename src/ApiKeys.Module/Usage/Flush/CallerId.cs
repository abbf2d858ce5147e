namespace ApiKeys.Usage.Flush;

/// <summary>Names a row of callers.</summary>
internal readonly record struct CallerId(string KeyId, bool IsAccepted, string Address, string UserAgent);
