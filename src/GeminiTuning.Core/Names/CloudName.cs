using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>Validates the names of other Google Cloud resources before they are sent.</summary>
public static partial class CloudName
{
    /// <summary>Validates the name of a Cloud KMS key: <c>projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY</c>.</summary>
    /// <exception cref="ArgumentException">The text isn't the name of a key.</exception>
    public static string KmsKey(string text) =>
        Key().IsMatch(text) ? text : throw Refused(text, Messages.KmsKeyName, Messages.KmsKeyNameForm);

    /// <summary>Validates the email address of a service account.</summary>
    /// <exception cref="ArgumentException">The text isn't an email address.</exception>
    public static string ServiceAccount(string text) =>
        Address().IsMatch(text) ? text : throw Refused(text, Messages.ServiceAccountName, Messages.ServiceAccountForm);

    static TuningArgumentException Refused(string text, string what, string allowed) => new(Messages.NameRefused(text: PrintableText.Of(text), what: what, allowed: allowed));

    [GeneratedRegex(@"\Aprojects/[A-Za-z0-9.:-]+/locations/[a-z0-9-]+/keyRings/[A-Za-z0-9_-]{1,63}/cryptoKeys/[A-Za-z0-9_-]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9.-]+\.[A-Za-z]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
