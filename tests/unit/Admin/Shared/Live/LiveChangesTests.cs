using ApiKeys.Admin.Components.Shared.Live;
using ApiKeys.Verification.Ring;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Shared.Live;

/// <summary>What an open page is told of changes of the store, and when.</summary>
public sealed class LiveChangesTests : IDisposable
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private readonly FakeTimeProvider _time = new();
    private readonly KeyRing _ring;
    private readonly LiveChanges _changes;
    private long _version;
    private int _told;

    public LiveChangesTests()
    {
        _ring = new KeyRing(_time);
        _changes = new LiveChanges(_ring, _time);
    }

    public void Dispose() => _changes.Dispose();

    [Fact]
    public void Changes_that_come_together_are_told_once()
    {
        using var subscription = _changes.Subscribe(CountAsync);

        Change();
        Change();
        var before = _told;
        _time.Advance(Gathering);

        Assert.Equal((0, 1), (before, _told));
    }

    [Fact]
    public void All_parts_of_a_page_are_told()
    {
        using var one = _changes.Subscribe(CountAsync);
        using var other = _changes.Subscribe(CountAsync);

        Change();
        _time.Advance(Gathering);

        Assert.Equal(2, _told);
    }

    [Fact]
    public void Look_that_found_nothing_new_is_not_told()
    {
        Change();
        using var subscription = _changes.Subscribe(CountAsync);

        _ring.Publish(new RingTable(), _version, isComplete: true);
        _time.Advance(Gathering);

        Assert.Equal(0, _told);
    }

    [Fact]
    public void What_was_left_is_told_nothing_any_more()
    {
        var subscription = _changes.Subscribe(CountAsync);
        Change();
        subscription.Dispose();

        Change();
        _time.Advance(Gathering);

        Assert.Equal(0, _told);
    }

    [Fact]
    public void Page_that_is_closed_is_told_nothing_any_more()
    {
        using var subscription = _changes.Subscribe(CountAsync);
        Change();
        _changes.Dispose();

        Change();
        _time.Advance(Gathering);

        Assert.Equal(0, _told);
    }

    [Fact]
    public void Change_while_the_page_reads_is_told_after_a_pause_of_nine_times_as_long()
    {
        var reading = new TaskCompletionSource();
        using var subscription = _changes.Subscribe(() =>
        {
            _told++;
            return reading.Task;
        });
        Change();
        _time.Advance(Gathering);
        Change();
        _time.Advance(TimeSpan.FromMilliseconds(100));

        reading.SetResult();
        _time.Advance(TimeSpan.FromMilliseconds(899));
        var before = _told;
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((1, 2), (before, _told));
    }

    [Fact]
    public void Part_that_fails_keeps_no_other_from_later_changes()
    {
        using var failing = _changes.Subscribe(() => Task.FromException(new InvalidOperationException("A defect.")));
        using var other = _changes.Subscribe(CountAsync);

        Change();
        _time.Advance(Gathering);
        Change();
        _time.Advance(Gathering);

        Assert.Equal(2, _told);
    }

    private void Change() => _ring.Publish(new RingTable(), ++_version, isComplete: true);

    private Task CountAsync()
    {
        _told++;
        return Task.CompletedTask;
    }
}
