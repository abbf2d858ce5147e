using System.Collections.Concurrent;
using System.Diagnostics;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>Records everything that any trace of this process says.</summary>
internal sealed class TraceRecorder : IDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _listener;

    public TraceRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Record,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<string> Texts => _texts;

    public void Dispose() => _listener.Dispose();

    private void Record(Activity activity)
    {
        string?[] words = [activity.Source.Name, activity.OperationName, activity.DisplayName, activity.StatusDescription, activity.TraceStateString];
        var tags = activity.TagObjects.Concat(activity.Events.SelectMany(happened => happened.Tags)).Concat(activity.Links.SelectMany(link => link.Tags ?? []));
        var pairs = tags.Select(tag => $"{tag.Key}={tag.Value}").Concat(activity.Baggage.Select(item => $"{item.Key}={item.Value}"));
        _texts.Enqueue(string.Join(' ', words.Concat(activity.Events.Select(happened => happened.Name)).Concat(pairs)));
    }
}
