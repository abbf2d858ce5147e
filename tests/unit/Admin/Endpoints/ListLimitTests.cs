using System.Security.Claims;
using ApiKeys.Admin.Endpoints.Limits;
using ApiKeys.Admin.Http;
using Microsoft.AspNetCore.Http;

namespace ApiKeys.UnitTests.Admin.Endpoints;

public sealed class ListLimitTests
{
    [Fact]
    public async Task Four_lists_of_a_caller_run_at_once_a_hundred_wait_and_more_are_refused()
    {
        using var limit = new ListLimit();
        var end = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = 0;

        var first = Enumerable.Range(0, 104).Select(_ => RunAsync("apk_1")).ToList();
        var refused = await RunAsync("apk_1");

        Assert.Equal(4, running);
        Assert.Same(ApiProblem.TooManyLists, refused);
        Assert.DoesNotContain(first, list => list.IsCompleted);
        end.SetResult("done");
        Assert.All(await Task.WhenAll(first), answer => Assert.Equal("done", answer));
        Assert.Equal("done", await RunAsync("apk_2"));

        Task<object?> RunAsync(string caller)
        {
            var http = new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller)], "test")) };
            return limit.InvokeAsync(EndpointFilterInvocationContext.Create(http), async _ =>
            {
                Interlocked.Increment(ref running);
                return await end.Task;
            }).AsTask();
        }
    }
}
