using ApiKeys.Admin.Settings;
using Microsoft.Data.Sqlite;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>The file of an app that was set up, made once by the app itself and copied for each test: migrations and set-up are half of a start.</summary>
internal static class AdminTemplateDatabase
{
    private static readonly Lazy<string> Template = new(Create);

    public static string WithOwner => Template.Value;

    private static string Create()
    {
        var path = TemplateDatabase.NewPath();
        var connectionString = TemplateDatabase.ConnectionString(path);
        using (var app = AdminApplication.SetUpAtStart(new Dictionary<string, string?> { [DatabaseConnection.Key] = connectionString }))
        {
            app.StartServer();
        }

        var template = TemplateDatabase.NewPath();
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        ForgetTheRun(connection);
        connection.WriteTo(template);
        return template;
    }

    // What the run left behind has a time: a test on a clock of its own would meet it in its future.
    private static void ForgetTheRun(SqliteConnection connection)
    {
        using var forget = connection.CreateCommand();
        forget.CommandText =
            """
            DELETE FROM DataProtectionKeys;
            DELETE FROM apikeys_scheduled_jobs;
            DELETE FROM apikeys_event_subscribers;
            DELETE FROM apikeys_nodes;
            UPDATE apikeys_key_time SET covered_until = 0;
            """;
        forget.ExecuteNonQuery();
    }
}
