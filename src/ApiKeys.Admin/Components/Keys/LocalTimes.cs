using System.Globalization;
using Microsoft.JSInterop;

namespace ApiKeys.Admin.Components.Keys;

/// <summary>Reads what a date field says as a moment. Only the viewer's browser knows the time zone that is meant.</summary>
internal sealed class LocalTimes(IJSRuntime script)
{
    /// <summary>The moment of a <c>datetime-local</c> field; <see langword="null"/> when it is empty or no time.</summary>
    public Task<DateTimeOffset?> MomentAsync(string? value) => AskAsync("apiKeysTimes.moment", value);

    /// <summary>The end of the day that a <c>date</c> field names.</summary>
    public Task<DateTimeOffset?> EndOfDayAsync(string? value) => AskAsync("apiKeysTimes.endOfDay", value);

    private async Task<DateTimeOffset?> AskAsync(string function, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        try
        {
            var answer = await script.InvokeAsync<string?>(function, value);
            return DateTimeOffset.TryParse(answer, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? moment.ToUniversalTime()
                : null;
        }
        catch (Exception exception) when (exception is JSException or OperationCanceledException)
        {
            // Asked for again at its field; a failed circuit would take what was typed along.
            return null;
        }
    }
}
