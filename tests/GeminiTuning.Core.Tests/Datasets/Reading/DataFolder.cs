using System.Text;
using GeminiTuning.Adapters;

namespace GeminiTuning.Tests.Datasets;

/// <summary>A folder for one test's files, and what reads and writes them.</summary>
sealed class DataFolder : IDisposable
{
    static readonly AdapterFactory s_tables = new();

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("geminituning-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text, Encoding? encoding = null)
    {
        encoding ??= new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return WriteBytes(name, [.. encoding.Preamble, .. encoding.GetBytes(text)]);
    }

    public string WriteBytes(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>All results of a file; what ends the reading is the last of them.</summary>
    public static List<ReadExample> Read(string path, ExampleFileOptions? options = null)
    {
        var results = new List<ReadExample>();
        try
        {
            using var file = new ExampleFile(path, options ?? new ExampleFileOptions(), s_tables);
            foreach (var result in file.Read())
                results.Add(result);
        }
        catch (ExampleFileException fault)
        {
            results.Add(new ReadExample(null, fault));
        }
        return results;
    }

    /// <summary>The pairs of a text that has no problems.</summary>
    public List<TuningExample> Examples(string name, string text, ExampleFileOptions? options = null, Encoding? encoding = null) =>
        Good(Read(Write(name, text, encoding), options));

    /// <summary>The examples, without their places.</summary>
    public static List<TuningExample> Good(IEnumerable<ReadExample> results) =>
        [.. results.Select(result => result.Problem is null ? Plain(result.Example!) : throw result.Problem)];

    /// <summary>The problems of a text, with the lines that they are of.</summary>
    public List<string> Problems(string name, string text, ExampleFileOptions? options = null) =>
        [.. Read(Write(name, text), options).Where(result => result.Problem is not null).Select(result => result.Problem!.Message)];

    public string Export(string name, ExampleFormat format, IEnumerable<TuningExample> examples, Encoding? encoding = null)
    {
        using var writer = ExampleWriter.Create(PathOf(name), format, encoding, s_tables);
        foreach (var example in examples)
            writer.Write(example);
        writer.Complete();
        return PathOf(name);
    }

    public static TuningExample Pair(string input, string output, string? system = null) => new() { TextInput = input, Output = output, SystemInstruction = system };

    public static TuningExample Plain(TuningExample example) => example with { File = null, Line = null };

    public void Dispose() => _folder.Delete(recursive: true);
}
