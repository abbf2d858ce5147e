using ApiKeys.Keys;
using ApiKeys.SalesChannels.Links;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Module.SalesChannels;

internal static class LinkInvariants
{
    /// <summary>No link leads to what is deleted, in the tables themselves: reading would hide it.</summary>
    public static async Task AssertAsync(TestModule module)
    {
        await using var database = module.OpenDatabase();
        Assert.Empty(await database.Set<SalesChannelLink>()
            .Where(link => link.UnlinkedAt == null && (database.Set<ApiKey>().Any(key => key.Id == link.KeyId && key.DeletedAt != null) || link.Channel.DeletedAt != null))
            .Select(link => link.KeyId + " " + link.ChannelId)
            .ToListAsync(TestModule.Cancellation));
    }
}
