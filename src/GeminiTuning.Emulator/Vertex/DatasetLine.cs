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
    public int Tokens => InputTokens + OutputTokens;

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is no example; the message goes on after "Dataset example 1 of 2".</exception>
    public static DatasetLine Read(string line)
    {
        var example = Parse(line);
        var turns = example.Children("contents").ToList();
        Check(turns);

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

    static JsonObject Parse(string line)
    {
        try
        {
            return ProtoReader.Read(Encoding.UTF8.GetBytes(line), VertexGenerationProtos.TuningExample, "", VertexRoutes.Released);
        }
        catch (InvalidJsonException e)
        {
            throw Wrong($"is not the JSON of an example: {e.Message}");
        }
    }

    static void Check(List<JsonObject> turns)
    {
        if (turns.Count == 0)
            throw Wrong("has no \"contents\".");
        for (var i = 0; i < turns.Count; i++)
        {
            var parts = turns[i].Children("parts").ToList();
            if (turns[i].Text("role") is not ("user" or "model") and var role)
                throw Wrong($"has the role \"{role}\" in \"contents[{i}]\". Please use a valid role: user, model.");
            if (parts.FirstOrDefault(p => !p.Has("text")) is { } other)
                throw Wrong(
                    $"contains an unsupported modality [{other.FirstOrDefault().Key ?? "nothing"}] in the \"parts\" field of \"contents[{i}]\", "
                    + "which is not supported by this model.");
            if (Text(turns[i]).Length == 0)
                throw Wrong($"has no text in \"contents[{i}]\".");
            if (turns[i].Text("role") == "model" && (i == 0 || turns[i - 1].Text("role") == "model"))
                throw Wrong($"has a turn of the model in \"contents[{i}]\" that answers no turn of the user.");
        }

        if (turns[^1].Text("role") != "model")
            throw Wrong("does not end with a turn of the model.");
    }

    static string Text(JsonObject content) => string.Concat(content.Children("parts").Select(p => p.Text("text")));

    static FormatException Wrong(string what) => new(what);
}
