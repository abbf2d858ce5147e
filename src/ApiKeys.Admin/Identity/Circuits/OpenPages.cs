using System.Collections.Concurrent;

namespace ApiKeys.Admin.Identity.Circuits;

/// <summary>The open pages of this node, so that those of a person whose session or role has changed end or follow at once.</summary>
internal sealed class OpenPages
{
    private readonly ConcurrentDictionary<CircuitAuthenticationStateProvider, string> _pages = new();

    public bool IsEmpty => _pages.IsEmpty;

    public void Add(CircuitAuthenticationStateProvider page, string userId) => _pages[page] = userId;

    public void Remove(CircuitAuthenticationStateProvider page) => _pages.TryRemove(page, out _);

    /// <summary>Reads the sessions of a person's open pages again: a page whose session has ended is signed out, another learns the role.</summary>
    public Task RefreshAsync(string userId) =>
        Task.WhenAll(_pages.Where(page => page.Value == userId).Select(page => page.Key.RefreshAsync()));
}
