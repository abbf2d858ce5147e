using System.Text;
using ApiKeys.Admin.Exports;

namespace ApiKeys.UnitTests.Admin.Exports;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+49 30", "\"'+49 30\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("’tis", "’tis")]
    public void Cell_is_quoted_where_it_must_be_and_is_never_a_formula(string? cell, string written)
    {
        var text = new StringBuilder();

        CsvText.AppendRow(text, [cell, "last"]);

        Assert.Equal($"{written},last\r\n", text.ToString());
    }
}
