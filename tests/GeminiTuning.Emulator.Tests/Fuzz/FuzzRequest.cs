using System.Text;
using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Tests.Fuzz;

/// <summary>A right request, before something is made of it that is not. Names stand in for those of a <see cref="FuzzTarget"/>.</summary>
sealed record FuzzRequest(string Method, string Verb, string Path, string? Body, IReadOnlyList<string> QueryFields)
{
    public const string Model = "MODEL-NAME-00";
    public const string Operation = "OPERATION-00";
    public const string Permission = "PERMISSION-0";

    /// <summary>One for every route that there is.</summary>
    public static IReadOnlyList<FuzzRequest> All { get; } =
        [.. Routes().Select(r => new FuzzRequest(r.Name, r.Verb, PathOf(r), BodyOf(r.Name), r.QueryFields))];

    public byte[] Bytes => With(Path, Encoding.UTF8.GetBytes(Body ?? ""));

    public byte[] With(byte[] body) => With(Path, body);

    public byte[] With(string path) => With(path, Encoding.UTF8.GetBytes(Body ?? ""));

    byte[] With(string path, byte[] body) =>
    [
        .. Encoding.Latin1.GetBytes($"{Verb} /{path} HTTP/1.1\r\n{Raw.Host}Connection: close\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"),
        .. body,
    ];

    static string PathOf(Route route)
    {
        var model = route.Pattern.StartsWith("models", StringComparison.Ordinal) ? "gemini-2.5-flash" : Model;
        var segments = route.Pattern.Split('/').Select((segment, i) => (i, segment) switch
        {
            (1, _) => segment.Replace("*", model, StringComparison.Ordinal),
            (3, _) => segment.Replace("*", route.Pattern.Contains("permissions", StringComparison.Ordinal) ? Permission : Operation, StringComparison.Ordinal),
            _ => segment,
        });
        return $"v1beta/{string.Join('/', segments)}";
    }

    // A method that is not here takes no body; a new one that takes one belongs here.
    static string? BodyOf(string method) => method switch
    {
        "createTunedModel" => """
            {"displayName": "x", "description": "y", "baseModel": "models/gemini-1.5-flash-001-tuning", "temperature": 0.5,
             "topP": 0.5, "topK": 5, "state": "ACTIVE", "readerProjectNumbers": ["1"], "tuningTask": {
             "hyperparameters": {"epochCount": 1, "batchSize": 2, "learningRate": 0.001}, "trainingData": {"examples": {"examples":
             [{"textInput": "1", "output": "2"}, {"text_input": "3", "output": "4"}]}}}}
            """,
        "updateTunedModel" => """{"display_name": "z", "description": "y", "temperature": 0.5, "topP": 0.5, "topK": 5}""",
        "generateContent" or "streamGenerateContent" => """
            {"contents": [{"role": "user", "parts": [{"text": "1"}]}, {"parts": [{"text": "2", "thought": true}]}],
             "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": 1}],
             "generationConfig": {"candidateCount": 2, "stopSequences": ["x"], "maxOutputTokens": 5, "temperature": 1.5,
             "topP": 0.9, "topK": 3, "seed": -7, "responseModalities": ["TEXT"]}}
            """,
        "createPermission" => """{"granteeType": "USER", "emailAddress": "a@b.example", "role": "READER"}""",
        "updatePermission" => """{"role": "READER", "name": "x"}""",
        "transferOwnership" => """{"emailAddress": "a@b.example"}""",
        "cancelOperation" => "{}",
        _ => null,
    };

    static IEnumerable<Route> Routes() =>
        Api.Routes.Of(new Backend(new TuningEmulatorOptions(), folder: null)).Where(r => r.Api == ServiceApi.Gemini);
}
