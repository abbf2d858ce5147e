namespace ApiKeys.Admin.Http;

/// <summary>A key as the HTTP API writes it, for the dashboard.</summary>
internal interface IKeyDocument
{
    /// <summary>The address that answers with it.</summary>
    /// <param name="id">The key's id.</param>
    string Address(string id);

    /// <summary>Writes all members but the token, of which a copy would outlive the page.</summary>
    /// <param name="key">The key.</param>
    string Write(ApiKeyDetails key);
}
