namespace GeminiTuning.Emulator.Training;

/// <summary>Goes through the examples epoch after epoch, each time in another order that only the examples decide.</summary>
sealed class ShuffledOrder
{
    readonly int[] _order;
    uint _state;
    int _next;

    public ShuffledOrder(IReadOnlyList<uint[]> inputs)
    {
        _order = [.. Enumerable.Range(0, inputs.Count)];
        _state = inputs.Aggregate((uint)inputs.Count, (hash, input) => StableHash.Mix(hash ^ input[0]));
        _next = inputs.Count;
    }

    public int Next()
    {
        if (_next == _order.Length)
            Shuffle();
        return _order[_next++];
    }

    void Shuffle()
    {
        for (var i = _order.Length - 1; i > 0; i--)
        {
            _state = StableHash.Mix(_state + 0x9e3779b9);
            var j = (int)(_state % (uint)(i + 1));
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }

        _next = 0;
    }
}
