using System.Text;
using GeminiTuning.GeminiApi;

namespace GeminiTuning.Tests.Datasets;

/// <summary>Examples that are more than two texts, on their way to a service.</summary>
public sealed class ChatSetTests
{
    const string Json = """{"contents":[{"role":"user","parts":[{"text":"a"},{"fileData":{"fileUri":"gs://b/c.png","mimeType":"image/png"}}]},{"role":"model","parts":[{"text":"b"}]}],"tools":[{"x":1.50}]}""";

    static readonly string s_own = """{"system_instruction":{"parts":[{"text":"Own."}]},""" + Json[1..];
    static readonly TuningExample s_chat = new() { TextInput = "a", Output = "b", Json = Json };

    [Fact]
    public void They_reach_Vertex_AI_unchanged()
    {
        using var file = new TrainingFile(VertexForm.Write);
        Assert.True(file.Add(s_chat));
        Assert.Equal(Json + "\n", Written(file));
    }

    [Fact]
    public void The_Gemini_Developer_API_refuses_them()
    {
        using var set = new TrainingSet();
        Assert.False(set.Add(s_chat));
        Assert.Contains("supports only text pairs", Assert.Throws<TuningDataException>(set.Complete).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_of_the_Gemini_Developer_API_refuses_them()
    {
        var script = new ScriptedService();
        var request = new TuningRequest { Id = "a", IsRandomId = true, TrainingData = new ExamplesInRequest([s_chat]) };
        await Assert.ThrowsAsync<TuningDataException>(() => script.Open().CreateTunedModelAsync(request));
    }

    [Fact]
    public void Of_a_text_pair_only_the_texts_are_sent_to_the_Gemini_Developer_API()
    {
        var example = new TuningExample { TextInput = "a", Output = "b", SystemInstruction = "c", File = "/f/a.csv", Line = 2 };
        var body = Encoding.UTF8.GetString(new TuningRequest { Id = "a", TrainingData = new ExamplesInRequest([example]) }.Body([example]));
        Assert.Contains("""{"examples":[{"textInput":"a","output":"b"}]}""", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]}]}""", "The chat doesn't end with a turn of the model.")]
    [InlineData("""{"contents":[{"role":"model","parts":[{"text":"a"}]}]}""", "The chat begins with a turn of the model.")]
    public void A_chat_out_of_order_is_refused(string json, string problem)
    {
        using var file = new TrainingFile(VertexForm.Write);
        file.Add(new TuningExample { TextInput = "a", Json = json });
        Assert.Equal(problem, Assert.Throws<TuningDataException>(file.Complete).Problems[0].Problem);
    }

    [Fact]
    public void The_system_instruction_of_the_set_is_for_examples_that_have_none()
    {
        using var file = new TrainingFile(VertexForm.Write);
        file.SystemInstruction = "Be brief.";
        file.Add(s_chat);
        file.Add(s_chat with { Json = s_own, SystemInstruction = "Own." });
        file.Add("c", "d", "Own.");
        file.Add("c", "d");
        var lines = Written(file).Split('\n');

        Assert.Equal("""{"systemInstruction":{"parts":[{"text":"Be brief."}]},""" + Json[1..], lines[0]);
        Assert.Equal(s_own, lines[1]);
        Assert.Contains("Own.", lines[2], StringComparison.Ordinal);
        Assert.Contains("Be brief.", lines[3], StringComparison.Ordinal);
    }

    static string Written(TrainingFile file)
    {
        using var reader = new StreamReader(file.File.Read(), leaveOpen: true);
        return reader.ReadToEnd();
    }
}
