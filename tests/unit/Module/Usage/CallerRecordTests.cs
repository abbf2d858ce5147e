using System.Net;
using System.Text;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage.Callers;
using ApiKeys.Usage.Flush;

namespace ApiKeys.UnitTests.Module.Usage;

public sealed class CallerRecordTests
{
    [Fact]
    public async Task Caller_is_kept_with_its_first_and_last_use_and_the_route_it_called_last()
    {
        await using var module = new TestModule();

        module.Note("apk_1");
        module.Time.Advance(TimeSpan.FromMinutes(1));
        module.Note("apk_1", caller: UseActs.Worker with { Route = "/carts" });
        await module.FlushAsync();

        var caller = Assert.Single(await module.CallersAsync());
        Assert.Equal(("203.0.113.7", "worker/1.0", "/carts", 2), (caller.Address, caller.UserAgent, caller.Route, caller.Count));
        Assert.Equal((TestModule.Start, TestModule.Start.AddMinutes(1)), (caller.FirstAt, caller.LastAt));
    }

    [Fact]
    public async Task Accepted_and_refused_uses_of_a_caller_stand_apart()
    {
        await using var module = new TestModule();

        module.Note("apk_1");
        module.Note("apk_1", VerificationCode.InsufficientScope);
        module.Note("apk_1", VerificationCode.Revoked);
        await module.FlushAsync();

        Assert.Equal(
            [(false, VerificationCode.Revoked, 2), (true, VerificationCode.Valid, 1)],
            (await module.CallersAsync()).Select(row => (row.IsAccepted, row.Code, row.Count)).Order());
    }

    [Fact]
    public async Task One_who_changes_its_name_with_every_call_is_counted_and_fills_nothing()
    {
        await using var module = new TestModule();

        for (var i = 0; i < 1_000; i++)
        {
            module.Note("apk_1", VerificationCode.Revoked, UseActs.Worker with { UserAgent = $"bot/{i}" });
        }

        module.Note("apk_1");
        await module.FlushAsync();

        var callers = await module.CallersAsync();
        Assert.True(callers.Count <= 1 + (Environment.ProcessorCount * CallerUses.MaxNamed) + 1);
        Assert.Equal(1_000, callers.Where(row => !row.IsAccepted).Sum(row => row.Count));
        Assert.Equal("worker/1.0", Assert.Single(callers, row => row.IsAccepted).UserAgent);
        Assert.True(Assert.Single(callers, row => row is { Address: "", UserAgent: "" }).Count > 0);
    }

    [Fact]
    public async Task Of_one_key_the_latest_callers_are_kept_accepted_and_refused_apart()
    {
        await using var module = new TestModule();
        module.Note("apk_1", VerificationCode.Expired);
        module.Note("apk_2");

        for (var i = 0; i < 60; i++)
        {
            module.Note("apk_1", caller: UseActs.Worker with { UserAgent = $"worker/{i:00}" });
            module.Time.Advance(TimeSpan.FromSeconds(1));
            await module.FlushAsync();
        }

        var callers = await module.CallersAsync();
        Assert.Equal(
            Enumerable.Range(60 - UseWriter.MaxCallers, UseWriter.MaxCallers).Select(i => $"worker/{i:00}"),
            callers.Where(row => row is { KeyId: "apk_1", IsAccepted: true }).Select(row => row.UserAgent));
        Assert.Equal(2, callers.Count(row => row.KeyId == "apk_2" || !row.IsAccepted));
    }

    [Theory]
    [InlineData(ApiKeyType.Secret, false)]
    [InlineData(ApiKeyType.Publishable, true)]
    public async Task Who_calls_is_not_kept_where_that_is_turned_off_or_callers_are_shoppers(ApiKeyType type, bool recordCallers)
    {
        await using var module = new TestModule(options: options => options.Usage.RecordCallers = recordCallers);

        module.Note("apk_1", type: type);
        module.Note("apk_1", caller: new ApiKeyCaller(IPAddress.Loopback, "other", "/carts"), type: type);
        await module.FlushAsync();

        var caller = Assert.Single(await module.CallersAsync());
        Assert.Equal(("", "", "/carts", 2), (caller.Address, caller.UserAgent, caller.Route, caller.Count));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    public void Address_is_written_as_people_know_it(string address, string text) =>
        Assert.Equal(text, CallerText.Of(IPAddress.Parse(address)));

    [Theory]
    [InlineData(null, "")]
    [InlineData("  curl/8.5 ", "curl/8.5")]
    [InlineData("a\r\nb\tc\0d\u202Ee\u2028f", "abcdef")]
    [InlineData("0123456789abc", "0123456789")]
    [InlineData("012345678😀", "012345678")]
    [InlineData("012345678 bc", "012345678")]
    public void Text_is_visible_and_short(string? text, string kept) => Assert.Equal(kept, CallerText.Of(text, 10));

    [Fact]
    public async Task Token_in_what_a_caller_sends_reaches_no_file()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        var token = created.Token!.Reveal();

        // Alone, broken by what nobody sees, and where the end of the stored text would cut it in two.
        module.Note(created.Key.Id, caller: new ApiKeyCaller(IPAddress.Loopback, token, $"/orders?key={token}"));
        module.Note(created.Key.Id, caller: new ApiKeyCaller(IPAddress.Loopback, token.Insert(20, "\u200B")));
        module.Note(created.Key.Id, caller: new ApiKeyCaller(IPAddress.Loopback, new string('x', 188) + token));
        await module.FlushAsync();

        Assert.Equal(3, (await module.CallersAsync()).Sum(row => row.Count));
        Assert.All(await module.CallersAsync(), row => Assert.Contains("sk_retail_", row.UserAgent, StringComparison.Ordinal));
        Assert.DoesNotContain(token[12..20], DatabaseSnapshot.TakeAll(module.Path), StringComparison.Ordinal);
        foreach (var path in TestDatabase.Current.Files(module.Path))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy, TestModule.Cancellation);
            Assert.Equal(-1, copy.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(token[12..20])));
        }
    }
}
