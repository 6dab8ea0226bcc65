using System.Text;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>One example of a dataset: a conversation, of which each turn of the model is to be learned.</summary>
/// <param name="Pairs">Each turn of the model with the turn before it, but for those whose weight is zero.</param>
/// <param name="Messages">How many turns there are.</param>
/// <param name="Characters">How long they all are, with the system instruction.</param>
/// <param name="InputTokens">The tokens of all but the model's turns.</param>
/// <param name="OutputTokens">The tokens of the model's turns.</param>
sealed record DatasetLine(IReadOnlyList<Example> Pairs, int Messages, int Characters, int InputTokens, int OutputTokens)
{
    /// <summary>How long the example is, as the service limits it.</summary>
    public int Tokens { get; init; } = InputTokens + OutputTokens;

    /// <summary>The scores of the completions of a preference pair; none in other examples.</summary>
    public IReadOnlyList<double> Scores { get; init; } = [];

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is no example; the message goes on after "Dataset example 1 of 2".</exception>
    public static DatasetLine Read(string line)
    {
        var example = Parse(line, VertexGenerationProtos.TuningExample);
        var turns = example.Children("contents").ToList();
        CheckTurns(turns);
        if (turns[^1].Text("role") != "model")
            throw Wrong("does not end with a turn of the model.");

        var texts = turns.Select(Text).ToList();
        var system = Text(example.Child("systemInstruction"));
        var models = Enumerable.Range(0, turns.Count).Where(i => turns[i].Text("role") == "model").ToList();
        var output = models.Sum(i => TokenRule.Count(texts[i]));
        return new DatasetLine(
            [.. models.Where(i => turns[i].Float("weight") != 0).Select(i => new Example(texts[i - 1], texts[i]))],
            turns.Count,
            TokenRule.CountCharacters(system) + texts.Sum(TokenRule.CountCharacters),
            TokenRule.Count(system) + texts.Sum(TokenRule.Count) - output,
            output);
    }

    /// <summary>Reads the JSON of an example.</summary>
    /// <exception cref="FormatException">It isn't JSON, or not of the type.</exception>
    public static JsonObject Parse(string line, ProtoMessage type)
    {
        try
        {
            return ProtoReader.Read(Encoding.UTF8.GetBytes(line), type, "", VertexRoutes.Released);
        }
        catch (InvalidJsonException e)
        {
            throw Wrong($"is not the JSON of an example: {e.Message}");
        }
    }

    /// <summary>Checks the turns of a conversation, but for who has the last word.</summary>
    /// <exception cref="FormatException">One isn't as it must be.</exception>
    public static void CheckTurns(List<JsonObject> turns)
    {
        if (turns.Count == 0)
            throw Wrong("has no \"contents\".");
        for (var i = 0; i < turns.Count; i++)
        {
            if (turns[i].Text("role") is not ("user" or "model") and var role)
                throw Wrong($"has the role \"{role}\" in \"contents[{i}]\". Please use a valid role: user, model.");
            CheckParts(turns[i], $"contents[{i}]");
            if (turns[i].Text("role") == "model" && (i == 0 || turns[i - 1].Text("role") == "model"))
                throw Wrong($"has a turn of the model in \"contents[{i}]\" that answers no turn of the user.");
        }
    }

    /// <summary>Checks that a turn is text.</summary>
    /// <exception cref="FormatException">It isn't.</exception>
    public static void CheckParts(JsonObject turn, string where)
    {
        if (turn.Children("parts").FirstOrDefault(p => !p.Has("text")) is { } other)
            throw Wrong(
                $"contains an unsupported modality [{other.FirstOrDefault().Key ?? "nothing"}] in the \"parts\" field of \"{where}\", "
                + "which is not supported by this model.");
        if (Text(turn).Length == 0)
            throw Wrong($"has no text in \"{where}\".");
    }

    public static string Text(JsonObject content) => string.Concat(content.Children("parts").Select(p => p.Text("text")));

    public static FormatException Wrong(string what) => new(what);
}
