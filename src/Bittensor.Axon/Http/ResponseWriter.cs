using Bittensor.Protocol;
using Bittensor.Protocol.Wire;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Http;

/// <summary>Writes answers and problems with the headers that the SDK reads.</summary>
/// <param name="options">The axon's key.</param>
/// <param name="clock">Measures the time taken.</param>
/// <param name="log">Told of every answer, at debug level.</param>
public sealed class ResponseWriter(IOptions<AxonOptions> options, TimeProvider clock, ILogger<ResponseWriter> log)
{
    private const int NoSuchSynapse = 404;

    /// <summary>An answered synapse.</summary>
    /// <param name="synapse">The request, filled in.</param>
    /// <param name="format">The form that the caller takes.</param>
    /// <param name="arrival">When the request arrived, by the clock's timestamp.</param>
    public IActionResult Success(Synapse synapse, ISynapseFormat format, long arrival)
    {
        synapse.Axon = Terminal(ReturnCodes.ToHttpStatus(ReturnCode.Success), ReturnCodes.ToStatusMessage(ReturnCode.Success), arrival);
        if (ReferenceEquals(format, SynapseFormats.Binary))
        {
            synapse.ClearRequest(); // in JSON it stays: a subclass of the SDK's Synapse may require the inputs it was made with
        }

        Log.Answered(log, synapse.Name, 200, synapse.Axon.ProcessTime!.Value, synapse.Axon.StatusMessage!);
        var body = format.Write(synapse);
        AxonTelemetry.Answered(synapse.Name, ReturnCode.Success);
        AxonTelemetry.Sent(synapse.Name, body.Length);
        return new BytesResult(200, format.ContentType, body, SynapseHeaders.ForAnswer(synapse.Name, synapse.Axon));
    }

    /// <summary>Several answered synapses, each with its own return code.</summary>
    /// <param name="synapses">What was asked, with the answers as its items.</param>
    /// <param name="format">The form that the caller takes.</param>
    /// <param name="arrival">When the request arrived, by the clock's timestamp.</param>
    public IActionResult Batch(MultiSynapse synapses, ISynapseFormat format, long arrival)
    {
        var axon = Terminal(200, ReturnCodes.ToStatusMessage(ReturnCode.Success), arrival);
        var body = format.WriteMany(synapses, MessageKind.Answer);
        AxonTelemetry.Sent("synapses", body.Length);
        return new BytesResult(200, format.ContentType, body, SynapseHeaders.ForAnswer("synapses", axon));
    }

    /// <summary>A refused request.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="problem">What the caller is told.</param>
    /// <param name="arrival">When the request arrived, by the clock's timestamp.</param>
    public IActionResult Problem(string name, SynapseProblem problem, long arrival)
    {
        var axon = Terminal(problem.Status!.Value, problem.Message!, arrival);
        AxonTelemetry.Answered(problem.Status == NoSuchSynapse ? null : name, problem.ReturnCode!);
        Log.Answered(log, name, problem.Status.Value, axon.ProcessTime!.Value, problem.Message!);
        var headers = SynapseHeaders.ForAnswer(name, axon);
        return new BytesResult(problem.Status.Value, SynapseProblem.ContentType, problem.ToJson(), headers);
    }

    private TerminalInfo Terminal(int status, string message, long arrival) => new()
    {
        StatusCode = status,
        StatusMessage = message,
        ProcessTime = clock.GetElapsedTime(arrival).TotalSeconds,
        Hotkey = options.Value.Hotkey,
    };
}
