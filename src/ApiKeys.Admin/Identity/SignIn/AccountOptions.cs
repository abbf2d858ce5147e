using System.ComponentModel.DataAnnotations;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>How often passwords may be tried and how long a session lives.</summary>
internal sealed class AccountOptions
{
    public const string Section = "Account";

    private const string Between = "must be between {1} and {2}";

    /// <summary>
    /// Passwords tried for one e-mail address from one client network before that network has to wait; from one IPv6 /48 five times as many. A browser in which the
    /// user has signed in before has as many of its own.
    /// </summary>
    /// <value>The default is 5.</value>
    [Range(1, 100, ErrorMessage = Between)]
    public int SignInTries { get; set; } = 5;

    /// <summary>
    /// Passwords tried for one e-mail address from all networks together before everyone has to wait, except browsers in which the user has signed in before.
    /// </summary>
    /// <value>The default is 100.</value>
    [Range(1, 100_000, ErrorMessage = Between)]
    public int SignInTriesFromEverywhere { get; set; } = 100;

    /// <summary>How long to wait after the last try, and how long tries from all networks are counted together.</summary>
    /// <value>The default is 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Between)]
    public TimeSpan SignInWait { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Posts that one client network may send in a minute: sign-ins, set-up posts and reports of leaked keys, each counted for itself. From one IPv6 /48 five times as
    /// many. A browser in which a user has signed in before has as many sign-ins of its own.
    /// </summary>
    /// <value>The default is 20.</value>
    [Range(1, 100_000, ErrorMessage = Between)]
    public int PostsPerMinute { get; set; } = 20;

    /// <summary>Pages of the dashboard that one user can have open at the same time on one node. Further ones don't connect.</summary>
    /// <value>The default is 50.</value>
    [Range(1, 10_000, ErrorMessage = Between)]
    public int OpenPages { get; set; } = 50;

    /// <summary>
    /// How long a session of the dashboard lives unused. Requests count, and what is done in an open page. A use is written at most every 5 minutes, so a session may
    /// end that much earlier.
    /// </summary>
    /// <value>The default is 8 hours.</value>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00", ErrorMessage = Between)]
    public TimeSpan SessionLength { get; set; } = TimeSpan.FromHours(8);

    /// <summary>How long a session of the dashboard lives however much it is used.</summary>
    /// <value>The default is 7 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00", ErrorMessage = Between)]
    public TimeSpan SessionMaximum { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// The address at which people open the dashboard, such as <c>https://keys.shop.example</c>. Links that are printed or mailed begin with it.
    /// </summary>
    /// <value>Without it, a printed link has a placeholder, and nothing is mailed.</value>
    [Url(ErrorMessage = "must be an address such as https://keys.shop.example")]
    public string? PublicAddress { get; set; }

    /// <summary>
    /// How long ago a user may have signed in, or confirmed who they are, when they create, roll or confirm keys, change several at once, or change how they sign in.
    /// After that they are asked again. Zero asks never. API keys aren't asked.
    /// </summary>
    /// <value>The default is 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = Between)]
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The roles whose users need a second factor.</summary>
    /// <value>The default is none.</value>
    public IList<string> RequireSecondFactor { get; } = [];

    /// <summary>How long a user may go on without a required second factor, from the first sign-in that finds it missing.</summary>
    /// <value>The default is 7 days.</value>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00", ErrorMessage = Between)]
    public TimeSpan SecondFactorGrace { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long an open page in which nothing is done is believed before its session is looked up again.</summary>
    /// <value>The default is 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ErrorMessage = Between)]
    public TimeSpan RevalidateEvery { get; set; } = TimeSpan.FromMinutes(1);
}
