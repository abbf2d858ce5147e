using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiKeys.Bench.Http;

/// <summary>A server without sockets: requests go into the pipeline of the app in a loop, so that what a guard adds isn't lost in the noise of a network.</summary>
internal sealed class LoopServer : IServer
{
    private Func<IFeatureCollection, Task>? _process;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        Features.Set<IServerAddressesFeature>(new ServerAddressesFeature());
        _process = async features =>
        {
            var context = application.CreateContext(features);
            await application.ProcessRequestAsync(context);
            application.DisposeContext(context, exception: null);
        };
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // Nothing is held.
    }

    /// <summary>One request for <c>/</c>.</summary>
    public async Task AskAsync(string token)
    {
        var request = new HttpRequestFeature { Method = "GET", Path = "/", Protocol = "HTTP/1.1", Scheme = "http" };
        request.Headers.Authorization = $"Bearer {token}";
        var response = new HttpResponseFeature();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature());
        await _process!(features);
        if (response.StatusCode != 200)
        {
            throw new InvalidOperationException($"The request was answered with {response.StatusCode}.");
        }
    }
}
