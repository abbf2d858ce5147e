using ApiKeys.Admin.Identity.Circuits;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Team;

/// <summary>Ends or refreshes the open pages of the people who were changed, on this node at once. Other nodes read the event: <see cref="OpenPageWatch"/>.</summary>
internal sealed class RefreshOpenPages(OpenPages pages) : AfterCommitStage("refresh open pages")
{
    protected internal override Task RunAsync(IReadOnlyList<object> subjects, CancellationToken cancellationToken) =>
        Task.WhenAll(subjects.OfType<string>().Distinct(StringComparer.Ordinal).Select(pages.RefreshAsync));
}
