using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Mail;

/// <summary>Names every setting that can't work, before the first mail.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var problems = Problems(options).Select(problem => $"{MailOptions.Section}:{problem}").ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(MailOptions options)
    {
        if (!options.IsOn)
        {
            // The password itself stays unsaid.
            (string Key, string? Value)[] others = [(nameof(options.From), options.From), (nameof(options.User), options.User), (nameof(options.Password), options.Password)];
            foreach (var (key, _) in others.Where(setting => !string.IsNullOrEmpty(setting.Value)))
            {
                yield return $"{nameof(options.Host)} is missing: {MailOptions.Section}:{key} is given";
            }

            yield break;
        }

        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
        {
            yield return $"{nameof(options.Host)} is '{options.Host}' and must be a host such as mail.shop.example";
        }

        if (string.IsNullOrEmpty(options.From))
        {
            yield return $"{nameof(options.From)} is missing: {MailOptions.Section}:{nameof(options.Host)} is given";
        }
        else if (!MailSender.TryReadAddress(options.From, out _))
        {
            yield return $"{nameof(options.From)} is '{options.From}' and must be an address such as keys@shop.example";
        }

        if (string.IsNullOrEmpty(options.User) != string.IsNullOrEmpty(options.Password))
        {
            var (missing, given) = string.IsNullOrEmpty(options.User) ? (nameof(options.User), nameof(options.Password)) : (nameof(options.Password), nameof(options.User));
            yield return $"{missing} is missing: {MailOptions.Section}:{given} is given, and both are needed";
        }

        if (!Enum.IsDefined(options.Tls))
        {
            yield return $"{nameof(options.Tls)} is '{options.Tls}'. Values: {string.Join(", ", Enum.GetNames<MailEncryption>())}";
        }

        if (options.Tls == MailEncryption.None && !string.IsNullOrEmpty(options.Password))
        {
            yield return $"{nameof(options.Tls)} is 'None': the password would be sent in clear. Use StartTls or Implicit, or leave out {MailOptions.Section}:{nameof(options.User)} and {MailOptions.Section}:{nameof(options.Password)}";
        }
    }
}
