namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>Without a browser there is nothing to test in; the message says what to install.</summary>
internal sealed class BrowserMissingException(string reason, Exception? cause = null) : Exception(
    $"{reason} These tests need a browser: install Chromium, Chrome or Edge, or set CHROMIUM to the path of one.", cause);
