using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Reads a preference pair of a dataset: a prompt of one turn or several, and two completions (docs.cloud.google.com, "Prepare
/// preference tuning data for Gemini models").</summary>
static class PreferenceLine
{
    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is no preference pair; the message goes on after "Dataset example 1 of 2".</exception>
    public static DatasetLine Read(string line)
    {
        var example = DatasetLine.Parse(line, VertexGenerationProtos.PreferenceExample);
        var turns = example.Children("contents").ToList();
        DatasetLine.CheckTurns(turns);
        if (turns[^1].Text("role") != "user")
            throw DatasetLine.Wrong("does not end with a turn of the user in \"contents\".");

        var completions = example.Children("completions").ToList();
        Check(completions);
        var scores = completions.Select(c => (double)(c.Float("score") ?? 0)).ToArray();
        var answers = completions.Select(c => DatasetLine.Text(c.Child("completion"))).ToArray();
        var (preferred, rejected) = scores[0] > scores[1] ? (0, 1) : (1, 0);

        var prompts = turns.Select(DatasetLine.Text).ToList();
        var system = DatasetLine.Text(example.Child("systemInstruction"));
        var input = TokenRule.Count(system) + prompts.Sum(TokenRule.Count);
        return new DatasetLine(
            [new Example(prompts[^1], answers[preferred], answers[rejected])],
            turns.Count + 1,
            TokenRule.CountCharacters(system) + prompts.Sum(TokenRule.CountCharacters) + answers.Sum(TokenRule.CountCharacters),
            input,
            answers.Sum(TokenRule.Count))
        {
            Tokens = input + answers.Max(TokenRule.Count),
            Scores = scores,
        };
    }

    static void Check(List<JsonObject> completions)
    {
        if (completions.Count != 2)
            throw DatasetLine.Wrong($"has {completions.Count} \"completions\". There must be a pair of completions.");
        for (var i = 0; i < completions.Count; i++)
        {
            var completion = completions[i].Child("completion");
            if (completion.Text("role") != "model")
                throw DatasetLine.Wrong($"has the role \"{completion.Text("role")}\" in \"completions[{i}]\". Please use a valid role: model.");
            DatasetLine.CheckParts(completion, $"completions[{i}]");
            if ((completions[i].Float("score") ?? 0) is not (0 or 1))
                throw DatasetLine.Wrong($"has the score {completions[i].Float("score")} in \"completions[{i}]\". The score must be 0 or 1.");
        }

        if (completions.Sum(c => c.Float("score") ?? 0) != 1)
            throw DatasetLine.Wrong("must have one preferred completion, with the score 1, and one dispreferred completion, with the score 0.");
    }
}
