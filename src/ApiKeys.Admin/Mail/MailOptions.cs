using System.ComponentModel.DataAnnotations;

namespace ApiKeys.Admin.Mail;

/// <summary>The server that takes mail. Mail is on when <see cref="Host"/> is set.</summary>
internal sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>The mail server.</summary>
    /// <value>The default is none.</value>
    public string? Host { get; set; }

    /// <summary>Its port.</summary>
    /// <value>The default is 587.</value>
    [Range(1, 65535, ErrorMessage = "must be between {1} and {2}")]
    public int Port { get; set; } = 587;

    /// <summary>The user who signs in to it.</summary>
    /// <value>The default is none: it takes mail without a sign-in.</value>
    public string? User { get; set; }

    /// <summary>That user's password.</summary>
    /// <value>The default is none.</value>
    public string? Password { get; set; }

    /// <summary>The address that mail is from, with or without a name: <c>ApiKeys &lt;keys@shop.example&gt;</c>.</summary>
    /// <value>The default is none.</value>
    public string? From { get; set; }

    /// <summary>How the connection is encrypted.</summary>
    /// <value>The default is <see cref="MailEncryption.StartTls"/>.</value>
    public MailEncryption Tls { get; set; } = MailEncryption.StartTls;

    public bool IsOn => !string.IsNullOrEmpty(Host);
}

internal enum MailEncryption
{
    /// <summary>From the first byte on, usually on port 465.</summary>
    Implicit,

    /// <summary>After the server's greeting. A server that can't do it gets no mail.</summary>
    StartTls,

    /// <summary>Not at all: for a server in the same network.</summary>
    None,
}
