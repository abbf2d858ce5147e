using CsCheck;

namespace ApiKeys.E2ETests.Kill;

/// <summary>
/// One of several that work at the same time. What it is told took place it remembers; what it is not told it asks for again under the same name,
/// however often the server dies meanwhile.
/// </summary>
internal sealed class KillClient(int number, PCG chance, KillApi api, Gate gate, KillTally tally, bool canDoom)
{
    private const int MostUnavailable = 3;

    private static readonly TimeSpan BeforeAskingAgain = TimeSpan.FromMilliseconds(20);

    private readonly List<KnownKey> _keys = [];
    private readonly Queue<KnownKey> _unseen = [];
    private KnownKey? _lineage;
    private IReadOnlyList<string> _channels = [];
    private int _calls;
    private int _timesUnavailable;

    /// <summary>The title of a key that is rolled again and again and never given up.</summary>
    public string LineageTitle { get; } = $"Lineage {number}";

    public bool HasLineage => _lineage is not null;

    public IReadOnlyList<KnownKey> Keys => _keys;

    /// <summary>What was asked for and not answered. Only to be looked at while the client waits at the gate.</summary>
    public KillOperation? Pending { get; private set; }

    /// <summary>Set to let it end once it knows how its last call went.</summary>
    public bool IsToEnd { get; set; }

    public async Task RunAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        _channels = channels;
        while (true)
        {
            await gate.PassAsync(cancellationToken);
            if (Pending is null && _unseen.Count == 0 && IsToEnd)
            {
                return;
            }

            Pending ??= Choose();
            if (await api.SendAsync(Pending.Call, cancellationToken) is { } answer)
            {
                await TakeAsync(Pending, answer, cancellationToken);
            }
            else
            {
                if (!Pending.WasCutOff)
                {
                    tally.Count("calls cut off by a kill");
                    Pending.WasCutOff = true;
                }

                await Task.Delay(BeforeAskingAgain, TimeProvider.System, cancellationToken);
            }
        }
    }

    private async Task TakeAsync(KillOperation operation, KillAnswer answer, CancellationToken cancellationToken)
    {
        // On a busy machine a writer can hold the lock for longer than the next one waits. The response asks for a repeat; more than a few are a finding.
        var code = answer.Status is 409 or 503 ? (string?)answer.Body["code"] : null;
        if (code is "execution_unsettled" or "execution_taken_over" || (code == "store_unavailable" && ++_timesUnavailable <= MostUnavailable))
        {
            tally.Count("calls told to ask again");
            await Task.Delay(BeforeAskingAgain, TimeProvider.System, cancellationToken);
            return;
        }

        Pending = null;
        _timesUnavailable = 0;
        if (answer.Status == 500 && operation.IsDoomed)
        {
            tally.Count("calls failed on purpose");
        }
        else if (answer.Status != 200)
        {
            tally.Find($"{operation.Act} of {operation.Key?.Id} as {operation.Call.Name} was answered {answer.Status}: {answer.Body}");
        }
        else
        {
            tally.Count($"acknowledged: {operation.Act}");
            Remember(operation, answer);
        }
    }

    private void Remember(KillOperation operation, KillAnswer answer)
    {
        switch (operation.Act)
        {
            case KillAct.Create or KillAct.Roll:
                Remember(operation.Key, KnownKey.Of(answer.Key), answer.IsReplay);
                break;
            case KillAct.Delete:
                operation.Key!.IsDeleted = true;
                operation.Key.Channels = [];
                break;
            case KillAct.Link:
                operation.Key!.Channels = operation.Channels!;
                break;
            default:
                operation.Key!.Take(answer.Key, isRevoked: operation.Act == KillAct.Revoke);
                break;
        }
    }

    private void Remember(KnownKey? replaced, KnownKey made, bool isReplay)
    {
        _keys.Add(made);
        if (made.IsSecret && made.Token is null != isReplay)
        {
            tally.Find($"{made.Id} was answered {(isReplay ? "as a repeat with" : "the first time without")} its secret");
        }

        if (made.Token is null)
        {
            tally.Count($"lost secrets found by repeating the {(replaced is null ? "create" : "roll")}");
            _unseen.Enqueue(made);
        }

        replaced?.IsReplaced = true;
        made.Channels = replaced?.Channels ?? [];
        _lineage = made.Title == LineageTitle ? made : _lineage;
    }

    private KillOperation Choose()
    {
        if (_lineage is null)
        {
            return Create(LineageTitle);
        }

        if (_unseen.TryDequeue(out var unseen))
        {
            // Nobody holds its secret. What nobody can do without is replaced, the rest is taken out of the world.
            return unseen == _lineage ? Roll(unseen, 0) : On(KillAct.Revoke, unseen, "/revoke", new { });
        }

        var draw = chance.Next(100);
        return draw switch
        {
            < 25 => Create(Title("Key")),
            < 45 => Roll(_lineage, chance.Next(3)),
            < 60 when Pick(key => key.IsLive) is { } key => Update(key),
            < 70 when Pick(key => key.IsLive) is { } key => On(KillAct.Revoke, key, "/revoke", new { }),
            < 76 when Pick(key => key.IsLive) is { } key => On(KillAct.Schedule, key, "/revoke", new { revoke_in = 3600 }),
            < 82 when Pick(IsScheduled) is { } key => On(KillAct.CancelRevocation, key, "/cancel-revocation", new { }),
            < 90 when Pick(key => key.IsLive) is { } key => Roll(key, 0),
            < 95 when Pick(key => key is { IsSecret: false, IsDeleted: false }) is { } key => Link(key),
            _ when Pick(key => key is { IsRevoked: true, IsDeleted: false }) is { } key => On(KillAct.Delete, key, "", new { }),
            _ => Create(Title("Key")),
        };
    }

    private static bool IsScheduled(KnownKey key) => key is { RevokedAt: not null, IsRevoked: false, IsReplaced: false, IsDeleted: false };

    private KnownKey? Pick(Func<KnownKey, bool> suits)
    {
        var suitable = _keys.Where(key => key != _lineage && key.Title != LineageTitle && suits(key)).ToList();
        return suitable.Count == 0 ? null : suitable[(int)chance.Next((uint)suitable.Count)];
    }

    private string Title(string noun) =>
        $"{noun} {number}-{_calls}{(canDoom && chance.Next(8) == 0 ? " " + OutsideHooks.Doomed : "")}";

    private KillOperation Create(string title) =>
        new(KillAct.Create, Call(HttpMethod.Post, "/admin/api-keys", new { title, type = chance.Next(3) == 0 ? "publishable" : "secret" }), null, title);

    private KillOperation Update(KnownKey key)
    {
        var title = Title("Renamed");
        return On(KillAct.Update, key, "", new { title }, title);
    }

    private KillOperation Roll(KnownKey key, uint seconds) => On(KillAct.Roll, key, "/roll", new { revoke_in = seconds });

    /// <summary>Takes one channel off and puts another on, or begins with one.</summary>
    private KillOperation Link(KnownKey key)
    {
        var add = Draw([.. _channels.Except(key.Channels)]);
        var remove = Draw(key.Channels);
        return On(KillAct.Link, key, "/sales-channels", new { add, remove }) with
        {
            Channels = [.. key.Channels.Except(remove).Concat(add).Order(StringComparer.Ordinal)],
        };
    }

    private string[] Draw(IReadOnlyList<string> ids) => ids.Count == 0 ? [] : [ids[(int)chance.Next((uint)ids.Count)]];

    private KillOperation On(KillAct act, KnownKey key, string path, object body, string? title = null) =>
        new(act, Call(act == KillAct.Delete ? HttpMethod.Delete : HttpMethod.Post, $"/admin/api-keys/{key.Id}{path}", body), key, title);

    private KillCall Call(HttpMethod method, string path, object body) => new($"kill-{number}-{++_calls}", method, path, body);
}
