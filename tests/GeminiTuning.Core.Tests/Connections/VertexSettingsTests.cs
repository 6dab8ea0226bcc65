namespace GeminiTuning.Tests.Connections;

/// <summary>What the environment says about Vertex AI.</summary>
public sealed class VertexSettingsTests
{
    static readonly string[] s_names = ["GOOGLE_GENAI_USE_ENTERPRISE", "GOOGLE_GENAI_USE_VERTEXAI", "GOOGLE_CLOUD_PROJECT", "GOOGLE_CLOUD_LOCATION", "GOOGLE_VERTEX_BASE_URL", "GEMINITUNING_BUCKET", "STORAGE_EMULATOR_HOST"];

    static EnvironmentSettings With(string name, string? value) => new(other => other == name ? value : null);

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData(" 1 ", true)]
    [InlineData("0", false)]
    [InlineData("false", false)]
    [InlineData("yes", false)]
    public void Vertex_AI_is_meant_by_true_or_1(string? value, bool isMeant) => Assert.Equal(isMeant, With("GOOGLE_GENAI_USE_VERTEXAI", value).UsesVertex is { Value: true });

    [Fact]
    public void Nothing_is_meant_by_nothing()
    {
        var settings = new EnvironmentSettings(_ => " ");
        Assert.Equal((null, null, null), (settings.Project, settings.Location, settings.Bucket));
        Assert.Equal((null, null), (settings.VertexEndpoint, settings.StorageEmulator));
    }

    [Fact]
    public void Project_and_region_are_taken_as_they_are()
    {
        Assert.Equal("my-project", With("GOOGLE_CLOUD_PROJECT", " my-project ").Project!.Value);
        Assert.Equal("europe-west4", With("GOOGLE_CLOUD_LOCATION", "europe-west4").Location!.Value);
    }

    [Theory]
    [InlineData("my-bucket", "gs://my-bucket")]
    [InlineData("gs://my-bucket/folder/", "gs://my-bucket/folder")]
    public void A_bucket_may_have_a_folder(string value, string bucket) => Assert.Equal(bucket, With("GEMINITUNING_BUCKET", value).Bucket!.Value.ToString());

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("a b")]
    public void A_bucket_that_is_none_is_refused(string value) => Assert.Throws<TuningArgumentException>(() => With("GEMINITUNING_BUCKET", value).Bucket);

    [Theory]
    [InlineData("http://127.0.0.1:8085", "http://127.0.0.1:8085/")]
    [InlineData("https://us-central1-aiplatform.googleapis.com/", "https://us-central1-aiplatform.googleapis.com/")]
    public void An_address_of_vertex_AI_is_one(string value, string address) => Assert.Equal(address, With("GOOGLE_VERTEX_BASE_URL", value).VertexEndpoint!.Value.AbsoluteUri);

    [Theory]
    [InlineData("127.0.0.1:8085", "http://127.0.0.1:8085/")]
    [InlineData("localhost:4443", "http://localhost:4443/")]
    [InlineData("http://127.0.0.1:8085", "http://127.0.0.1:8085/")]
    [InlineData("https://storage.example/", "https://storage.example/")]
    public void An_emulator_of_cloud_storage_is_named_with_or_without_its_scheme(string value, string address) => Assert.Equal(address, With("STORAGE_EMULATOR_HOST", value).StorageEmulator!.Value.AbsoluteUri);

    [Theory]
    [InlineData("GOOGLE_VERTEX_BASE_URL", "us-central1-aiplatform.googleapis.com")]
    [InlineData("GOOGLE_VERTEX_BASE_URL", "ftp://127.0.0.1/")]
    [InlineData("STORAGE_EMULATOR_HOST", "a host")]
    [InlineData("STORAGE_EMULATOR_HOST", "ftp://127.0.0.1/")]
    public void An_address_that_is_none_is_refused_by_its_variables_name(string name, string value) =>
        Assert.Contains(name, Assert.Throws<TuningArgumentException>(() => (With(name, value).VertexEndpoint, With(name, value).StorageEmulator)).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_value_of_any_variable_is_another_environment()
    {
        var plain = new EnvironmentSettings(_ => null).Fingerprint;
        Assert.Equal(s_names.Length, s_names.Select(name => With(name, "x").Fingerprint).Append(plain).Distinct().Count() - 1);
    }
}
