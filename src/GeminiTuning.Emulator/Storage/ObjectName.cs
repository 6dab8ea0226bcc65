using System.Text;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Where an object lies. Every bucket with a valid name exists.</summary>
sealed partial record ObjectName(string Bucket, string Name)
{
    const string Scheme = "gs://";
    const int LongestName = 1024;

    /// <summary>Checks both names.</summary>
    /// <exception cref="ApiException">One of them is not valid.</exception>
    public static ObjectName Checked(string bucket, string name)
    {
        CheckBucket(bucket);
        return IsValid(name) ? new ObjectName(bucket, name) : throw ApiException.Invalid("name", $"Invalid object name: '{name}'");
    }

    /// <exception cref="ApiException">The name is not valid.</exception>
    public static void CheckBucket(string bucket)
    {
        if (!BucketRule().IsMatch(bucket))
            throw ApiException.Invalid("bucket", $"Invalid bucket name: '{bucket}'");
    }

    /// <summary>Reads <c>gs://bucket/name</c>; null where it is something else. The name may be empty, as a prefix may.</summary>
    public static ObjectName? Parse(string uri)
    {
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal))
            return null;
        var slash = uri.IndexOf('/', Scheme.Length);
        var bucket = slash < 0 ? uri[Scheme.Length..] : uri[Scheme.Length..slash];
        var name = slash < 0 ? "" : uri[(slash + 1)..];
        return BucketRule().IsMatch(bucket) && (name.Length == 0 || IsValid(name)) ? new ObjectName(bucket, name) : null;
    }

    /// <summary>The name as <c>gs://bucket/name</c>.</summary>
    public override string ToString() => $"{Scheme}{Bucket}/{Name}";

    static bool IsValid(string name) =>
        name is not ("" or "." or "..") && !name.AsSpan().ContainsAny('\r', '\n') && Encoding.UTF8.GetByteCount(name) <= LongestName;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]\z")]
    private static partial Regex BucketRule();
}
