using System.Security.Cryptography;

namespace GeminiTuning.Tests.Datasets;

public sealed class TrainingFileTests
{
    [Fact]
    public void A_file_is_named_after_what_is_in_it()
    {
        using var file = new TrainingFile(VertexForm.Write);
        file.Add("a", "b");
        file.Add("数", "\"", "Count.");
        file.Complete();
        using var content = new MemoryStream();
        file.File.Read().CopyTo(content);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(content.ToArray())).ToLowerInvariant(), file.File.Sha256);
        Assert.Equal((content.Length, 2), (file.Length, file.Count));
        // It can be read again, after a fault.
        Assert.Equal(0, file.File.Read().Position);
    }

    [Fact]
    public void Rows_that_are_bad_are_told_by_their_numbers_and_nothing_is_kept()
    {
        using var file = new TrainingFile(VertexForm.Write);
        file.Add("a", "b");
        file.Add("", "b");
        file.Add("a", null, "\uD800");
        var refused = Assert.Throws<TuningDataException>(file.Complete);
        Assert.Equal([2, 3, 3], refused.Problems.Select(problem => problem.Row));
        Assert.Equal((0, 0), (file.Length, file.Count));
    }

    [Fact]
    public void An_empty_instruction_is_none()
    {
        using var file = new TrainingFile(VertexForm.Write);
        file.Add("a", "b", "");
        using var reader = new StreamReader(file.File.Read(), leaveOpen: true);
        Assert.Equal("""{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}]}""", reader.ReadLine());
    }

    [Fact]
    public void Nobody_else_can_read_it_and_nothing_of_it_is_left()
    {
        string path;
        using (var file = new TrainingFile(VertexForm.Write))
        {
            file.Add("a", "b");
            path = ((FileStream)file.File.Read()).Name;
            // On Windows, the open file has its name, but nobody else can open it.
            if (OperatingSystem.IsWindows())
                Assert.Throws<IOException>(() => File.OpenRead(path).Dispose());
            else
                Assert.False(File.Exists(path));
        }
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_column_of_instructions_is_found_by_its_usual_name_or_by_the_one_that_is_given()
    {
        Assert.Equal("System_Instruction", ExampleColumns.ResolveSystemInstruction(["a", "System_Instruction"], null));
        Assert.Null(ExampleColumns.ResolveSystemInstruction(["a"], null));
        Assert.Equal("Told", ExampleColumns.ResolveSystemInstruction(["a", "Told"], "told"));
        Assert.Throws<TuningDataException>(() => ExampleColumns.ResolveSystemInstruction(["a"], "told"));
    }
}
