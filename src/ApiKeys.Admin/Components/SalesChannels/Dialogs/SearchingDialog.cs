using ApiKeys.Admin.Components.Loading;

namespace ApiKeys.Admin.Components.SalesChannels.Dialogs;

/// <summary>A dialog about sales channels that searches for what it adds.</summary>
public abstract class SearchingDialog<T> : SalesChannelDialog
{
    /// <summary>How many are shown at once.</summary>
    protected const int Shown = 50;

    protected Loadable<PagedList<T>> Found { get; private set; } = null!;

    /// <summary>What was last searched for.</summary>
    protected string Search { get; private set; } = "";

    /// <summary>What it searches, as in "… to choose from".</summary>
    protected abstract string Choices { get; }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Found = new Loadable<PagedList<T>>($"{Choices} to choose from", Loggers.CreateLogger(GetType()));
    }

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Found.Dispose();
    }

    protected Task SearchAsync(string text)
    {
        Search = text;
        return LoadAsync();
    }

    protected Task LoadAsync() => Found.RunAsync(FindAsync);

    protected abstract Task<ApiKeyResult<PagedList<T>>> FindAsync(CancellationToken cancellationToken);
}
