using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Faults;

/// <summary>Stands before the methods, and gives the faults that were asked for.</summary>
sealed class FaultGate(FaultPlan? plan, TrafficCounter traffic)
{
    readonly FaultSource _source = new(plan);
    readonly EndedTokens _ended = new();

    /// <summary>Lets a request through, or not, and says how its answer is brought to the client.</summary>
    /// <param name="request">The request.</param>
    /// <param name="host">The service that it is for.</param>
    /// <param name="carryOut">Answers it.</param>
    /// <exception cref="Api.ApiException">It is not carried out.</exception>
    public HttpReply Pass(HttpRequest request, string host, Func<HttpReply> carryOut)
    {
        // As in the service, who is not let in gets no further: such a request takes no fault from a list.
        if (_ended.Has(request.Head))
            throw FaultWords.Expired(host);

        var fault = _source.Next();
        if (fault.Kind != FaultKind.None)
            traffic.Given(fault.Name);
        switch (fault.Kind)
        {
            case FaultKind.Status:
                throw FaultWords.Of(fault, host);
            case FaultKind.Expired:
                _ended.End(request.Head);
                throw FaultWords.Expired(host);
            case FaultKind.Reset:
                return new HttpReply(0, null, []) { Delivery = Delivery.Reset };
            case FaultKind.Malformed:
                return Malformed.Of(carryOut()) with { Delivery = Delivery.Spoiled };
            case FaultKind.Slow:
                return carryOut() with { Delay = fault.Wait!.Value };
            default:
                return carryOut() with { Delivery = DeliveryOf(fault.Kind) };
        }
    }

    static Delivery DeliveryOf(FaultKind kind) => kind switch
    {
        FaultKind.Lost => Delivery.Lost,
        FaultKind.Truncated => Delivery.Truncated,
        FaultKind.Stalled => Delivery.Stalled,
        _ => Delivery.Whole,
    };
}
