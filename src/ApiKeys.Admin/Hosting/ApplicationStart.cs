using ApiKeys.Admin.Commands;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Transfer;
using ApiKeys.Storage;
using Microsoft.Extensions.Options;
using System.Net.Sockets;

namespace ApiKeys.Admin.Hosting;

internal static class ApplicationStart
{
    private const int ExitCodeOfAFailedStart = 1;

    /// <summary>Does what the process was started for; what the person starting it can mend ends in plain words instead of a stack trace.</summary>
    public static async Task<int> RunOrExplainAsync(this WebApplication app, CommandLine commandLine)
    {
        try
        {
            if (!await app.StartAsync(commandLine))
            {
                await app.DisposeAsync();
                return 0;
            }
        }
        catch (Exception problem) when (Problems(problem) is { Count: > 0 } problems)
        {
            await Console.Error.WriteLineAsync(commandLine.Command == Command.Serve ? "ApiKeys can't start:" : $"ApiKeys can't {commandLine.Word}:");
            foreach (var line in problems)
            {
                await Console.Error.WriteLineAsync($"- {line}");
            }

            await app.DisposeAsync();
            return ExitCodeOfAFailedStart;
        }

        await app.WaitForShutdownAsync();
        await app.DisposeAsync();
        return 0;
    }

    /// <summary>What to mend, one line each; empty when the exception is a bug.</summary>
    internal static IReadOnlyList<string> Problems(Exception problem) => problem switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several => [.. several.InnerExceptions.SelectMany(Problems)],
        StartProblemException or RefusedSettingException => [problem.Message],
        IOException or SocketException => [$"The address can't be served: {problem.Message} Set another with --urls or ASPNETCORE_URLS."],
        _ => [],
    };

    /// <returns>Whether it serves now.</returns>
    private static async Task<bool> StartAsync(this WebApplication app, CommandLine commandLine)
    {
        if (commandLine.Command == Command.Unknown)
        {
            throw new StartProblemException(
                $"Unknown command '{commandLine.Word}'. Commands: migrate, export FILE, import FILE, backup FILE, replay-revocations FILE, scanner-rules FOLDER, reset-password EMAIL, add-owner EMAIL, disable-two-factor EMAIL. Without a command it serves.");
        }

        if (commandLine.NeedsFile && commandLine.File.Length == 0)
        {
            throw new StartProblemException(commandLine.Command == Command.ScannerRules
                ? $"It needs the name of a folder: {commandLine.Word} FOLDER."
                : $"It needs the name of a file: {commandLine.Word} FILE.");
        }

        if (commandLine.NeedsEmail && commandLine.Email.Length == 0)
        {
            throw new StartProblemException($"It needs the e-mail address of a person: {commandLine.Word} EMAIL.");
        }

        // The host would validate too, but logs what it finds as an unhandled error with its stack.
        app.Services.GetRequiredService<IStartupValidator>().Validate();

        var transfer = app.Services.GetRequiredService<TransferCommands>();
        switch (commandLine.Command)
        {
            case Command.ScannerRules:
                app.Services.GetRequiredService<ScannerRules>().Write(commandLine.File);
                return false;

            // They work on a database as it is: none is a reason to migrate.
            case Command.Export:
                await transfer.ExportAsync(commandLine.File, app.Lifetime.ApplicationStopping);
                return false;
            case Command.Backup:
                await transfer.BackupAsync(commandLine.File, app.Lifetime.ApplicationStopping);
                return false;
            case Command.ReplayRevocations:
                await transfer.ReplayRevocationsAsync(commandLine.File, app.Lifetime.ApplicationStopping);
                return false;
        }

        var database = app.Services.GetRequiredService<AdminDatabase>();
        if (commandLine.NeedsEmail)
        {
            await database.RequireUpToDateAsync(app.Lifetime.ApplicationStopping);
            await app.Services.GetRequiredService<TeamCommands>().RunAsync(commandLine.Word, commandLine.Email, app.Lifetime.ApplicationStopping);
            return false;
        }

        var mayMigrate = app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.MigrateAtStart;
        if (mayMigrate || commandLine.Command == Command.Migrate)
        {
            await database.CreateOrMigrateAsync(app.Lifetime.ApplicationStopping);
        }
        else
        {
            await database.RequireUpToDateAsync(app.Lifetime.ApplicationStopping);
        }

        if (commandLine.Command == Command.Migrate)
        {
            app.Services.GetRequiredService<ConsoleLine>()("The database is up to date.");
            return false;
        }

        if (commandLine.Command == Command.Import)
        {
            await transfer.ImportAsync(commandLine.File, app.Lifetime.ApplicationStopping);
            return false;
        }

        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<UnattendedSetup>().RunAsync(app.Lifetime.ApplicationStopping);
        }

        await app.StartAsync();
        app.WarnOfPlainHttp();
        return true;
    }
}
