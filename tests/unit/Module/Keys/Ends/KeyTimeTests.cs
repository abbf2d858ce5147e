using ApiKeys.Time;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Module.Keys.Ends;

public sealed class KeyTimeTests
{
    [Fact]
    public void Time_lies_between_what_it_was_when_the_answer_came_and_when_the_question_was_sent()
    {
        var time = new FakeTimeProvider(TestModule.Start);
        var sentAt = time.GetTimestamp();
        time.Advance(TimeSpan.FromMilliseconds(30));
        var known = new KeyTime(TestModule.Start, sentAt, time.GetTimestamp(), time.GetUtcNow(), TestModule.Start, TestModule.Start);
        time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(TestModule.Start.AddMilliseconds(100), known.Earliest(time, time.GetTimestamp()));
        Assert.Equal(TestModule.Start.AddMilliseconds(131).AddTicks(-1), known.Latest(time, time.GetTimestamp()));
    }

    [Fact]
    public void Time_does_not_go_by_the_wall_clock_of_the_node()
    {
        var time = new MovableClock();
        var known = new KeyTime(TestModule.Start, time.GetTimestamp(), time.GetTimestamp(), time.GetUtcNow(), TestModule.Start, TestModule.Start);

        time.Move(TimeSpan.FromHours(5));

        Assert.Equal(TestModule.Start, known.Earliest(time, time.GetTimestamp()));
    }

    [Fact]
    public void Time_stands_still_until_a_clock_that_was_set_back_reaches_it()
    {
        var time = new FakeTimeProvider(TestModule.Start);
        var floor = TestModule.Start.AddSeconds(1);
        var known = new KeyTime(TestModule.Start, time.GetTimestamp(), time.GetTimestamp(), time.GetUtcNow(), floor, floor);

        var before = known.Earliest(time, time.GetTimestamp());
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal((floor, TestModule.Start.AddSeconds(3)), (before, known.Earliest(time, time.GetTimestamp())));
    }
}
