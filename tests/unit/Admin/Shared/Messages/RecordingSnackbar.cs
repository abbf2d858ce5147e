using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.UnitTests.Admin.Shared.Messages;

/// <summary>
/// Keeps the options each message was added with; the real service hides them.
/// </summary>
internal sealed class RecordingSnackbar : ISnackbar
{
    public List<SnackbarOptions> Added { get; } = [];

    public IEnumerable<Snackbar> ShownSnackbars => [];

    public SnackbarConfiguration Configuration { get; } = new();

    event Action? ISnackbar.OnSnackbarsUpdated
    {
        add { }
        remove { }
    }

    public Snackbar? Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(
        Dictionary<string, object>? componentParameters = null, Severity severity = Severity.Normal, Action<SnackbarOptions>? configure = null, string? key = null)
        where T : IComponent => Record(severity, configure);

    public Snackbar? Add(string message, Severity severity = Severity.Normal, Action<SnackbarOptions>? configure = null, string? key = null) =>
        Record(severity, configure);

    public Snackbar? Add(MarkupString message, Severity severity = Severity.Normal, Action<SnackbarOptions>? configure = null, string? key = null) =>
        Record(severity, configure);

    public Snackbar? Add(RenderFragment message, Severity severity = Severity.Normal, Action<SnackbarOptions>? configure = null, string? key = null) =>
        Record(severity, configure);

    public void Clear() => Added.Clear();

    public void Remove(Snackbar snackbar)
    {
    }

    public void RemoveByKey(string key)
    {
    }

    public void Dispose()
    {
    }

    private Snackbar? Record(Severity severity, Action<SnackbarOptions>? configure)
    {
        var options = new SnackbarOptions(severity, Configuration);
        configure?.Invoke(options);
        Added.Add(options);
        return null;
    }
}
