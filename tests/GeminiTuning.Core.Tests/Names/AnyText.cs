using FsCheck;
using FsCheck.Fluent;

namespace GeminiTuning.Tests.Names;

/// <summary>Texts that somebody may type for a name: any at all, and names with what has a meaning in an address.</summary>
static class AnyText
{
    static readonly string[] s_pieces =
    [
        "tunedModels", "models", "operations", "/", "/operations/", "tunedModels/", "..", ".", "~", "-", "_", "?", "&", "=", "#", ":", "@",
        "%2e", "%2F", "%", "\\", "a", "Z", "0", "number-generator", " ", "\t", "\r\n", "\0", "\u007F", "\u0085", "😀", "é", "٣", "\uD83D", "\u202E",
    ];

    public static Arbitrary<string> Arbitrary { get; } = Gen.OneOf(
            Gen.Elements(s_pieces).ListOf().Select(pieces => string.Concat(pieces)),
            Gen.Elements(s_pieces).ListOf().Select(pieces => "tunedModels/" + string.Concat(pieces)),
            Gen.Elements(s_pieces).Select(piece => $"a{piece}b"),
            Gen.Elements(s_pieces).Two().Select(two => $"tunedModels/a{two.Item1}b/operations/c{two.Item2}d"),
            Gen.Elements(s_pieces).Two().Select(two => $"tunedModels/{two.Item1}/operations/{two.Item2}"),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""))
        .ToArbitrary();
}
