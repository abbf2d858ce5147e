using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>Runs a PostgreSQL of its own, watched by a shell that outlives the process of the tests by as long as it takes to clean up.</summary>
internal static class PostgreSqlProcess
{
    private const string User = "apikeys";

    // PostgreSQL refuses to run as root; its packages make this user.
    private const string UserInsteadOfRoot = "postgres";

    private static readonly ConcurrentBag<Process> Shells = [];

    // The pipe that it reads ends with the process that holds its other end, also when that is killed. Interrupted from a terminal, it still has to clean up.
    // The server sorts text as people do, to show where the module relies on a collation that it doesn't name.
    private const string Script = """
        trap '' INT TERM HUP
        bin=$1 port=$2
        IFS= read -r password
        folder=$(mktemp -d "${TMPDIR:-/tmp}/apikeys-postgresql-XXXXXX") || exit 1
        trap 'rm -rf "$folder"' EXIT
        cd "$folder" || exit 1
        printf '%s' "$password" > password
        # With SCRAM, the default, the server hashes a password 4,096 times for each of the thousands of connections.
        make() { "$bin/initdb" -D data -U "$user" --pwfile=password --auth=md5 --encoding=UTF8 --locale=C --no-sync "$@" > log 2>&1; }
        user=$3
        make --locale-provider=icu --icu-locale=en-US || make || { cat log; exit 1; }
        rm password
        "$bin/postgres" -D data -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
          -c max_connections=300 -c fsync=off -c log_min_messages=fatal > log 2>&1 < /dev/null &
        server=$!
        until "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do
          kill -0 $server 2> /dev/null || { cat log; exit 1; }
          sleep 0.1
        done
        echo ready
        exec > /dev/null 2>&1
        cat
        kill -QUIT $server
        wait $server
        """;

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <returns>How to connect to it.</returns>
    /// <exception cref="IOException">It did not start; the message says what it said.</exception>
    public static async Task<string> StartAsync(string folder)
    {
        var port = FreePort();
        var password = RandomNumberGenerator.GetHexString(32);
        var shell = Process.Start(Watched(folder, port)) ?? throw new IOException("The shell that starts PostgreSQL did not start.");
        Shells.Add(shell);
        await shell.StandardInput.WriteLineAsync(password);
        await shell.StandardInput.FlushAsync();
        if (await shell.StandardOutput.ReadLineAsync() is not "ready" and var line)
        {
            throw new IOException(
                $"PostgreSQL of {folder} did not start: {line} {await shell.StandardOutput.ReadToEndAsync()} {await shell.StandardError.ReadToEndAsync()}");
        }

        return new NpgsqlConnectionStringBuilder
        {
            Host = IPAddress.Loopback.ToString(),
            Port = port,
            Username = User,
            Password = password,
            Database = "postgres",
        }.ConnectionString;
    }

    /// <summary>Ends what was started and waits until its folders are gone.</summary>
    public static async Task EndAllAsync()
    {
        while (Shells.TryTake(out var shell))
        {
            using (shell)
            {
                shell.StandardInput.Close();
                await shell.WaitForExitAsync();
            }
        }
    }

    private static ProcessStartInfo Watched(string folder, int port)
    {
        string[] shell = ["/bin/sh", "-c", Script, "postgresql-of-tests", folder, port.ToString(CultureInfo.InvariantCulture), User];
        string[] command = Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={UserInsteadOfRoot}", $"--regid={UserInsteadOfRoot}", "--init-groups", .. shell]
            : shell;
        return new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
