using System.Management.Automation;
using System.Text;

namespace GeminiTuning.Binding;

/// <summary>Lets a parameter take an encoding as PowerShell's own cmdlets do: by its name, by the number of its code page, or as an
/// object.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>PowerShell's names for encodings. All names of .NET work as well.</summary>
    internal static readonly IReadOnlyDictionary<string, Func<Encoding>> Names = new Dictionary<string, Func<Encoding>>(StringComparer.OrdinalIgnoreCase)
    {
        ["ascii"] = () => Encoding.ASCII,
        ["ansi"] = () => CodePage(System.Globalization.CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
        ["bigendianunicode"] = () => Encoding.BigEndianUnicode,
        ["bigendianutf32"] = () => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        ["oem"] = () => CodePage(System.Globalization.CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
        ["unicode"] = () => Encoding.Unicode,
        ["utf8"] = () => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        ["utf8BOM"] = () => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        ["utf8NoBOM"] = () => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        ["utf32"] = () => Encoding.UTF32,
    };

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var given = Wrapping.Unwrap(inputData);
        try
        {
            return given switch
            {
                string text when Names.TryGetValue(text, out var make) => make(),
                string text when int.TryParse(text, out var number) => CodePage(number),
                string text => Encoding.GetEncoding(text),
                int number => CodePage(number),
                _ => inputData,
            };
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException(Messages.EncodingUnknown(PrintableText.Of($"{given}")));
        }
    }

    static Encoding CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.GetEncoding(number);
}
