namespace ApiKeys.Storage;

/// <summary>The host doesn't start with a setting of the database. The message says which, and what to do.</summary>
internal sealed class RefusedSettingException(string message) : InvalidOperationException(message);
