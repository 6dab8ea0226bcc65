using System.IO.Compression;

namespace GeminiTuning.Emulator.Training;

/// <summary>A model as bytes: compressed, since most weights of a table are zero.</summary>
static class TextModelFile
{
    const int Magic = 0x31544d47;
    const int LargestTable = 1 << 28;

    public static void Write(Stream stream, TextModel model)
    {
        using var zip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        using var writer = new BinaryWriter(zip);
        writer.Write(Magic);
        writer.Write(model.Tree.Outputs.Count);
        foreach (var output in model.Tree.Outputs)
            writer.Write(output);
        writer.Write(model.Weights.Length);
        foreach (var weight in model.Weights)
            writer.Write(weight);
    }

    /// <exception cref="InvalidDataException">The bytes are no model.</exception>
    /// <exception cref="EndOfStreamException">The bytes end too early.</exception>
    public static TextModel Read(Stream stream)
    {
        using var zip = new GZipStream(stream, CompressionMode.Decompress);
        using var reader = new BinaryReader(zip);
        if (reader.ReadInt32() != Magic)
            throw new InvalidDataException("It does not hold a model.");

        List<string> outputs = [];
        for (var left = reader.ReadInt32(); left > 0; left--)
            outputs.Add(reader.ReadString());

        var size = reader.ReadInt32();
        if (outputs.Count == 0 || size is <= 0 or > LargestTable || (size & (size - 1)) != 0)
            throw new InvalidDataException("It does not hold a whole model.");

        var weights = new float[size];
        for (var i = 0; i < size; i++)
            weights[i] = reader.ReadSingle();
        return new TextModel(new OutputTree(outputs), weights);
    }
}
