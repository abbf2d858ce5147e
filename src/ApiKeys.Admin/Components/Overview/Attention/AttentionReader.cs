namespace ApiKeys.Admin.Components.Overview.Attention;

/// <summary>Gathers what needs attention, rank by rank.</summary>
internal sealed class AttentionReader(BrokenReader broken, SoonReader soon, TidyUpReader tidyUp)
{
    public async Task<IReadOnlyList<AttentionGroup>> ReadAsync(CancellationToken cancellationToken)
    {
        var idle = await soon.IdleAsync(cancellationToken);
        return
        [
            new(AttentionRank.Broken, await broken.ReadAsync(cancellationToken)),
            new(AttentionRank.Soon, await soon.ReadAsync(idle, cancellationToken)),
            new(AttentionRank.TidyUp, await tidyUp.ReadAsync(idle, cancellationToken)),
        ];
    }
}
