namespace ApiKeys.Admin.Settings;

/// <summary>A reason not to start that the person starting the process can mend; the message says all there is to say.</summary>
internal sealed class StartProblemException(string message, Exception? cause = null) : Exception(message, cause);
