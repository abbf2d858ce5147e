namespace ApiKeys.Admin.Operations;

/// <summary>Asks the person at an open page to show again who they are.</summary>
internal interface IProofPrompt
{
    /// <param name="act">What it is for, as in "create keys".</param>
    /// <returns>Whether they did.</returns>
    Task<bool> AskAsync(string act);
}

/// <summary>Where no one can be asked.</summary>
internal sealed class NoProofPrompt : IProofPrompt
{
    public Task<bool> AskAsync(string act) => Task.FromResult(false);
}
