using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>A place in Cloud Storage: a bucket, and an object or a folder in it.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Path">The object's name, or a folder's; empty for the bucket itself.</param>
public sealed partial record StorageUri(string Bucket, string Path)
{
    /// <summary>A bucket, with or without a folder: <c>gs://BUCKET</c>, <c>gs://BUCKET/FOLDER</c>, or the bucket's name alone.</summary>
    /// <exception cref="TuningArgumentException">It is none.</exception>
    public static StorageUri Folder(string text) =>
        Parse(text?.StartsWith(Scheme, StringComparison.Ordinal) == false ? Scheme + text : text) is { } uri
            ? uri with { Path = uri.Path.TrimEnd('/') }
            : throw new TuningArgumentException(Messages.NameRefused(text: PrintableText.Of(text ?? ""), what: Messages.BucketName, allowed: Messages.BucketNameForm));

    /// <summary>An object: <c>gs://BUCKET/OBJECT</c>.</summary>
    /// <exception cref="TuningArgumentException">It is none.</exception>
    public static StorageUri File(string text) =>
        Parse(text) is { Path.Length: > 0 } uri && !uri.Path.EndsWith('/')
            ? uri
            : throw new TuningArgumentException(Messages.NameRefused(text: PrintableText.Of(text ?? ""), what: Messages.ObjectName, allowed: Messages.ObjectNameForm));

    /// <summary>What lies in this folder under a name.</summary>
    public StorageUri Append(string name) => this with { Path = Path.Length == 0 ? name : $"{Path}/{name}" };

    /// <summary>The address: <c>gs://BUCKET/OBJECT</c>.</summary>
    public override string ToString() => Path.Length == 0 ? $"{Scheme}{Bucket}" : $"{Scheme}{Bucket}/{Path}";

    const string Scheme = "gs://";

    // A name of its own has up to 63 characters, and one with dots up to 222; an object's name up to 1,024 bytes.
    static StorageUri? Parse(string? text) => text is not null && Whole().Match(text) is { Success: true } match && System.Text.Encoding.UTF8.GetByteCount(match.Groups[2].Value) <= 1024
        ? new StorageUri(match.Groups[1].Value, match.Groups[2].Value)
        : null;

    [GeneratedRegex(@"\Ags://([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])(?:/([^\x00-\x1F\x7F]*))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
