using System.Globalization;
using Microsoft.JSInterop;

namespace ApiKeys.Admin.Components.Keys;

/// <summary>Reads what a date field says as a moment. Only the viewer's browser knows the time zone that is meant.</summary>
internal sealed class LocalTimes(IJSRuntime script)
{
    /// <summary>The moment of a <c>datetime-local</c> field; <see langword="null"/> when it is empty or no time.</summary>
    public Task<DateTimeOffset?> MomentAsync(string? value) => AskAsync("moment", value);

    /// <summary>The end of the day that a <c>date</c> field names.</summary>
    public Task<DateTimeOffset?> EndOfDayAsync(string? value) => AskAsync("endOfDay", value);

    private async Task<DateTimeOffset?> AskAsync(string function, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        await using var module = await script.InvokeAsync<IJSObjectReference>("import", "./js/local-times.js");
        var answer = await module.InvokeAsync<string?>(function, value);
        return DateTimeOffset.TryParse(answer, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
            : null;
    }
}
