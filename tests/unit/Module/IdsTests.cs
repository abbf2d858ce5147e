using System.Globalization;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Module;

public sealed class IdsTests
{
    private readonly FakeTimeProvider _time = new(TestModule.Start);

    [Fact]
    public void Id_is_a_prefix_and_a_ULID()
    {
        var id = Ids.New(Ids.KeyPrefix, _time);

        Assert.Matches("^apk_[0-7][0-9A-HJKMNP-TV-Z]{25}$", id);
        Assert.True(Ulid.TryParse(id["apk_".Length..], CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public void Ids_made_in_one_millisecond_sort_in_the_order_they_were_made()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => Ids.New(Ids.KeyPrefix, _time)).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    // A step takes its time once and makes ids with it, while other threads have gone on to the next millisecond.
    [Fact]
    public void Ids_sort_in_the_order_they_were_made_though_clocks_are_read_out_of_order()
    {
        var later = TestModule.Start.AddMilliseconds(1);

        var ids = Enumerable.Range(0, 1000)
            .Select(i => Ids.New(Ids.EventPrefix, i % 2 == 0 ? TestModule.Start : later)).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Ids_of_many_threads_are_unique()
    {
        var ids = new string[8][];

        Parallel.For(0, ids.Length, i => ids[i] = [.. Enumerable.Range(0, 5_000).Select(_ => Ids.New(Ids.EventPrefix, _time))]);

        Assert.Equal(40_000, ids.SelectMany(batch => batch).Distinct().Count());
        Assert.All(ids, batch => Assert.Equal(batch.Order(StringComparer.Ordinal), batch));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Prefix_is_not_blank(string prefix) => Assert.Throws<ArgumentException>(() => Ids.New(prefix, _time));
}
