using System.Text;
using ApiKeys.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Keeps what the framework's JSON console formatter writes.</summary>
internal sealed class JsonLog : ILoggerProvider
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging(logging => logging.AddJsonConsole()).BuildServiceProvider();
    private readonly StringWriter _lines = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public MemoryStream Open()
    {
        lock (_lines)
        {
            return new MemoryStream(Encoding.UTF8.GetBytes(_lines.ToString()));
        }
    }

    public void Dispose() => _services.Dispose();

    private void Write<TState>(in LogEntry<TState> entry)
    {
        var formatter = _services.GetServices<ConsoleFormatter>().Single(candidate => candidate.Name == ConsoleFormatterNames.Json);
        lock (_lines)
        {
            formatter.Write(entry, null, _lines);
        }
    }

    private sealed class Logger(JsonLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter));
    }
}
