using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Shared.Lists;

public sealed class ListPageTests : DashboardTestContext
{
    private readonly Dictionary<string, TaskCompletionSource<string[]>> _answers = [];

    [Fact]
    public void Late_result_of_an_older_address_is_dropped()
    {
        var page = Open("/words?q=first");
        Navigation.NavigateTo("/words?q=second");

        Answer("second", "newer");
        page.WaitForAssertion(() => Assert.Equal("newer", page.Find("tbody").TextContent));
        Answer("first", "older");

        page.WaitForAssertion(() => Assert.Equal(2, page.Instance.Ended));
        Assert.Equal("newer", page.Find("tbody").TextContent);
    }

    [Fact]
    public void Rows_stay_until_those_of_the_next_address_are_there()
    {
        var page = Open("/words?q=first");
        Answer("first", "older");
        page.WaitForAssertion(() => Assert.Equal("older", page.Find("tbody").TextContent));

        Navigation.NavigateTo("/words?q=second");

        page.WaitForAssertion(() => Assert.NotNull(page.Find("[aria-busy=true]")));
        Assert.Equal("older", page.Find("tbody").TextContent);
    }

    [Fact]
    public void Equal_query_in_another_spelling_is_not_loaded_again()
    {
        var page = Open("/words?q=first");
        Answer("first", "word");
        page.WaitForAssertion(() => Assert.Equal(1, page.Instance.Ended));

        Navigation.NavigateTo("/words?q=%66irst&page=1&unknown=2");
        Navigation.NavigateTo("/words?q=second");
        Answer("second", "other");

        page.WaitForAssertion(() => Assert.Equal("other", page.Find("tbody").TextContent));
        Assert.Equal(["first", "second"], page.Instance.Asked);
    }

    [Fact]
    public void Address_of_another_page_is_not_read()
    {
        var page = Open("/words?q=first");

        Navigation.NavigateTo("/elsewhere?q=second");
        Navigation.NavigateTo("/words?q=third");

        page.WaitForAssertion(() => Assert.Equal(["first", "third"], page.Instance.Asked));
    }

    [Fact]
    public async Task Address_is_not_read_after_the_page_is_disposed()
    {
        var page = Open("/words?q=first");
        var list = page.Instance;
        await DisposeComponentsAsync();

        Navigation.NavigateTo("/words?q=second");

        Assert.Equal(["first"], list.Asked);
    }

    [Fact]
    public void Outdated_rows_are_read_again_with_the_clock()
    {
        var page = Open("/words?q=first");
        Answer("first", "outdated");
        page.WaitForAssertion(() => Assert.Equal("outdated", page.Find("tbody").TextContent));
        _answers.Clear();

        Time.Advance(TimeSpan.FromSeconds(15));
        page.WaitForAssertion(() => Assert.Equal(2, page.Instance.Asked.Count));
        Answer("first", "current");
        page.WaitForAssertion(() => Assert.Equal("current", page.Find("tbody").TextContent));
        Time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(2, page.Instance.Asked.Count);
    }

    [Fact]
    public async Task Error_in_the_code_of_a_tick_is_not_lost()
    {
        var page = Open("/words?q=first");
        page.Instance.FailsOnTick = true;

        Time.Advance(TimeSpan.FromSeconds(15));

        var error = await Renderer.UnhandledException.WaitAsync(Cancellation);
        Assert.Equal("A defect.", Assert.IsType<InvalidOperationException>(error).Message);
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<WordsPage> Open(string address)
    {
        Operator.SignIn(AdminRoles.Owner);
        return Open<WordsPage>(address, page => page.Add(one => one.Answers, search => AnswerOf(search).Task));
    }

    private void Answer(string search, params string[] words) => AnswerOf(search).SetResult(words);

    private TaskCompletionSource<string[]> AnswerOf(string search)
    {
        if (!_answers.TryGetValue(search, out var answer))
        {
            _answers[search] = answer = new TaskCompletionSource<string[]>();
        }

        return answer;
    }

    private sealed record WordsQuery(QueryValues Values) : ListQuery(Values)
    {
        protected override IReadOnlyDictionary<string, string?> Filters => new Dictionary<string, string?>();

        public bool Equals(WordsQuery? other) => base.Equals(other);

        public override int GetHashCode() => base.GetHashCode();
    }

    private sealed class WordsPage : ListPage<WordsQuery, string>
    {
        [Parameter]
        public required Func<string, Task<string[]>> Answers { get; set; }

        public List<string> Asked { get; } = [];

        public int Ended { get; private set; }

        public bool FailsOnTick { get; set; }

        internal override string What => "the words";

        protected override WordsQuery Read(QueryValues address) => new(address);

        protected override async Task<ApiKeyResult<ListContent<string>>> ReadAsync(WordsQuery query, CancellationToken cancellationToken)
        {
            Asked.Add(query.Search);
            var words = await Answers(query.Search);
            Ended++;
            return ApiKeyResult.Ok(new ListContent<string>(
                new PagedList<string>(words, words.Length, query.Offset, query.PageSize), words.Length, new Dictionary<string, ActorName>()));
        }

        protected override string IdOf(string row) => row;

        protected override object VersionOf(string row) => row;

        protected override bool IsOutdated(string row) => row == "outdated";

        protected override Task OnTick() => FailsOnTick ? throw new InvalidOperationException("A defect.") : base.OnTick();

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<ListLayout<WordsQuery, string>>(0);
            builder.AddAttribute(1, "Page", this);
            builder.AddAttribute(2, "Title", "Words");
            builder.AddAttribute(3, "Filters", (RenderFragment<ListContent<string>>)(_ => _ => { }));
            builder.AddAttribute(4, "Table", (RenderFragment<ListContent<string>>)(content => table => table.AddMarkupContent(0, $"<table><tbody><tr><td>{content.Rows.Items[0]}</td></tr></tbody></table>")));
            builder.CloseComponent();
        }
    }
}
