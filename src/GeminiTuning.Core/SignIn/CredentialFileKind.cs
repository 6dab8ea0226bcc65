namespace GeminiTuning;

/// <summary>The kinds of files that Google's tools make.</summary>
public enum CredentialFileKind
{
    /// <summary>A user who has signed in, as gcloud and this module leave it.</summary>
    AuthorizedUser,

    /// <summary>A service account's key.</summary>
    ServiceAccount,

    /// <summary>Workload identity federation.</summary>
    ExternalAccount,

    /// <summary>A user of workforce identity federation who has signed in.</summary>
    ExternalAccountUser,

    /// <summary>A credential that stands for a service account.</summary>
    ImpersonatedServiceAccount,

    /// <summary>The client secret of a desktop application.</summary>
    ClientSecret,

    /// <summary>The client secret of a web application.</summary>
    WebClientSecret,
}
