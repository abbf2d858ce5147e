using Microsoft.JSInterop;

namespace ApiKeys.Admin.Hosting.Errors;

/// <summary>Lets a page find out that the server has taken all that was sent before; see wwwroot/js/server.js.</summary>
public static class ServerAnswer
{
    /// <summary>Answers, in the order in which the page's other messages are taken.</summary>
    [JSInvokable("answer")]
    public static void Answer()
    {
    }
}
