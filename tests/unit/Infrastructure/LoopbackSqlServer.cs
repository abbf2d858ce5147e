using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// Speaks just enough of SQL Server's protocol (TDS 7.4) for the driver to connect, to send commands and to commit. It has no tables: what a command is answered with is the
/// test's business. So the failures that a test sees are those that the driver makes itself.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A connection may still read the token when the server has ended.")]
internal sealed class LoopbackSqlServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();

    /// <param name="port">Where to listen; 0 for any free port.</param>
    public LoopbackSqlServer(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public string ConnectionString => ConnectionStringTo(Port);

    /// <summary>What a command is answered with, by its text. The text of a parametrized one is somewhere within.</summary>
    public Func<string, SqlServerAnswer> Answer { get; set; } = _ => SqlServerAnswer.Done;

    /// <summary>Every command, transaction and login that came, in the order of their coming.</summary>
    public ConcurrentQueue<string> Received { get; } = new();

    /// <summary>How many connections are open.</summary>
    public int Connections => _clients.Count;

    public static string ConnectionStringTo(int port) =>
        $"Server=127.0.0.1,{port};User ID=sa;Password=x;Initial Catalog=shop;Encrypt=false;Connect Timeout=1;ConnectRetryCount=0";

    /// <summary>Ends every connection, as a server does that is killed.</summary>
    public void Kill()
    {
        foreach (var client in _clients.Keys)
        {
            // One that has just ended by itself has no socket any more.
            client.Client?.Close(timeout: 0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        Kill();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
            }
        }
        catch (Exception) when (_ending.IsCancellationRequested)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        _clients[client] = true;
        try
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            while (await ReadAsync(stream) is var (type, message))
            {
                var answer = Respond(type, message);
                if (answer.Waits is { } until)
                {
                    await until;
                }

                if (answer.Kills)
                {
                    client.Client.Close(timeout: 0);
                    return;
                }

                await stream.WriteAsync(Packet(answer.Tokens), _ending.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or SocketException or OperationCanceledException)
        {
            // The client has gone, or was shown out.
        }
        finally
        {
            _clients.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private SqlServerAnswer Respond(byte type, byte[] message)
    {
        switch (type)
        {
            case Tds.PreLogin:
                return new(Tds.PreLoginAnswer);
            case Tds.Login:
                Received.Enqueue("LOGIN");
                return Merge(Answer("LOGIN"), Tds.LoginAnswer);
            case Tds.Attention:
                return new(Tds.Done(status: 0x20));
            case Tds.Transaction:
                var (name, tokens) = Tds.TransactionAnswer(message);
                Received.Enqueue(name);
                return Merge(Answer(name), tokens);
            default:
                var text = Tds.Text(message);
                Received.Enqueue(text);
                return Answer(text);
        }
    }

    // An error, or an end, takes the place of what belongs there; a row of a query doesn't.
    private static SqlServerAnswer Merge(SqlServerAnswer answer, byte[] tokens) => answer.IsError ? answer : answer with { Tokens = tokens };

    private static async Task<(byte Type, byte[] Message)?> ReadAsync(NetworkStream stream)
    {
        using var message = new MemoryStream();
        var header = new byte[8];
        do
        {
            if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false) < header.Length)
            {
                return null;
            }

            var body = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - header.Length];
            await stream.ReadExactlyAsync(body);
            message.Write(body);
        }
        while ((header[1] & 1) == 0);
        return (header[0], message.ToArray());
    }

    private static byte[] Packet(byte[] tokens)
    {
        var packet = new byte[8 + tokens.Length];
        (packet[0], packet[1]) = (4, 1);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        tokens.CopyTo(packet, 8);
        return packet;
    }
}

/// <summary>What <see cref="LoopbackSqlServer"/> answers.</summary>
/// <param name="Tokens">As they are sent.</param>
internal sealed record SqlServerAnswer(byte[] Tokens)
{
    /// <summary>That it is done, and nothing else.</summary>
    public static readonly SqlServerAnswer Done = new(Tds.Done());

    /// <summary>The connection ends instead.</summary>
    public static readonly SqlServerAnswer Killed = Done with { Kills = true };

    public bool IsError { get; private init; }

    public bool Kills { get; private init; }

    /// <summary>What it waits for first.</summary>
    public Task? Waits { get; private init; }

    /// <summary>One row with one number.</summary>
    public static SqlServerAnswer Number(long value) => new([.. Tds.Number(value), .. Tds.Done()]);

    /// <summary>An error of the server's. From class 20 on the server ends the connection.</summary>
    public static SqlServerAnswer Error(int number, byte severity) => new([.. Tds.Error(number, severity), .. Tds.Done(status: 2)]) { IsError = true };

    public SqlServerAnswer After(Task task) => this with { Waits = task };
}

/// <summary>The bytes of the protocol, by https://learn.microsoft.com/openspecs/windows_protocols/ms-tds.</summary>
file static class Tds
{
    public const byte Login = 0x10;
    public const byte PreLogin = 0x12;
    public const byte Attention = 0x06;
    public const byte Transaction = 0x0E;

    private const string Name = "Loopback";

    // Version 16, no encryption, no instance, no MARS.
    public static byte[] PreLoginAnswer =>
    [
        0, 0, 21, 0, 6, 1, 0, 27, 0, 1, 2, 0, 28, 0, 1, 4, 0, 29, 0, 1, 0xFF, 16, 0, 0, 0, 0, 0, 2, 0, 0,
    ];

    // The collation, without which the driver sends no text as a parameter.
    public static byte[] LoginAnswer
    {
        get
        {
            byte[] body = [1, 0x74, 0, 0, 4, (byte)Name.Length, .. Encoding.Unicode.GetBytes(Name), 16, 0, 0, 0];
            return [0xE3, 8, 0, 7, 5, 0x09, 0x04, 0xD0, 0x00, 0x34, 0, 0xAD, (byte)body.Length, 0, .. body, .. Done()];
        }
    }

    public static byte[] Done(byte status = 0) => [0xFD, status, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static byte[] Number(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return [0x81, 1, 0, 0, 0, 0, 0, 8, 0, 0x7F, 5, .. Encoding.Unicode.GetBytes("Value"), 0xD1, .. bytes];
    }

    public static byte[] Error(int number, byte severity)
    {
        const string text = "Failed.";
        byte[] body =
        [
            (byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24), 1, severity,
            (byte)text.Length, 0, .. Encoding.Unicode.GetBytes(text), (byte)Name.Length, .. Encoding.Unicode.GetBytes(Name), 0, 1, 0, 0, 0,
        ];
        return [0xAA, (byte)body.Length, 0, .. body];
    }

    /// <summary>Begin, commit or rollback, and the change of the transaction that the driver waits for.</summary>
    public static (string Name, byte[] Tokens) TransactionAnswer(byte[] message)
    {
        byte[] descriptor = [8, 1, 0, 0, 0, 0, 0, 0, 0];
        var request = BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(message)));
        return request switch
        {
            5 => ($"BEGIN {message[BinaryPrimitives.ReadInt32LittleEndian(message) + 2]}", [0xE3, 11, 0, 8, .. descriptor, 0, .. Done()]),
            7 => ("COMMIT", [0xE3, 11, 0, 9, 0, .. descriptor, .. Done()]),
            _ => ("ROLLBACK", [0xE3, 11, 0, 10, 0, .. descriptor, .. Done()]),
        };
    }

    // A batch is text behind its headers; a procedure call has the statement and its parameters between bytes of other kinds.
    public static string Text(byte[] message) =>
        Encoding.Unicode.GetString(message) + (message.Length > 1 ? Encoding.Unicode.GetString(message, 1, message.Length - 1) : "");
}
