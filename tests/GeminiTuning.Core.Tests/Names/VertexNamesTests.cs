using FsCheck;
using FsCheck.Fluent;

namespace GeminiTuning.Tests.Names;

public sealed class VertexNamesTests
{
    const string Parent = "projects/my-project/locations/us-central1";

    static readonly VertexNames s_names = new("my-project", "us-central1");

    [Theory]
    [InlineData("123", Parent + "/tuningJobs/123")]
    [InlineData("tuningJobs/123", Parent + "/tuningJobs/123")]
    [InlineData("models/7@2", Parent + "/models/7@2")]
    [InlineData("endpoints/9", Parent + "/endpoints/9")]
    [InlineData("projects/12/locations/europe-west4/tuningJobs/1", "projects/12/locations/europe-west4/tuningJobs/1")]
    [InlineData("projects/example.com:p/locations/us/endpoints/1", "projects/example.com:p/locations/us/endpoints/1")]
    public void A_tuned_model_is_named_by_its_job_its_model_or_its_endpoint(string text, string name) => Assert.Equal(name, s_names.TunedModel(text));

    [Theory]
    [InlineData("gemini-2.5-flash", "gemini-2.5-flash")]
    [InlineData("models/gemini-2.5-flash", "gemini-2.5-flash")]
    [InlineData("publishers/google/models/gemini-2.5-flash@001", "gemini-2.5-flash@001")]
    public void A_base_model_is_named_by_its_id(string text, string name) => Assert.Equal(name, s_names.BaseModel(text));

    [Theory]
    [InlineData("123", true)]
    [InlineData(Parent + "/tuningJobs/123", true)]
    [InlineData("models/7", false)]
    [InlineData("number generator", false)]
    public void An_operation_is_told_from_a_model(string text, bool isOperation) => Assert.Equal(isOperation, s_names.IsOperation(text));

    [Fact]
    public void A_name_of_the_other_service_is_said_to_be_that()
    {
        string Refused(Action name) => Assert.Throws<TuningArgumentException>(name).Message;
        foreach (Action name in new Action[] { () => s_names.TunedModel("tunedModels/a"), () => s_names.Operation("tunedModels/a/operations/b"), () => s_names.Batch("tunedModels/a") })
            Assert.Contains("is a name of the Gemini Developer API", Refused(name), StringComparison.Ordinal);
        foreach (Action name in new Action[] { () => ResourceName.TunedModel(Parent + "/models/7"), () => ResourceName.Operation(Parent + "/tuningJobs/1"), () => ResourceName.Permission(Parent + "/models/7") })
            Assert.Contains("is a name of Vertex AI", Refused(name), StringComparison.Ordinal);
        Assert.DoesNotContain("is a name of", Refused(() => s_names.TunedModel("projects/a/b")), StringComparison.Ordinal);
        Assert.DoesNotContain("is a name of", Refused(() => ResourceName.TunedModel("tunedModels/a/b/c")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_is_named_by_its_name_or_its_id()
    {
        Assert.Equal(Parent + "/batchPredictionJobs/1", s_names.Batch("1"));
        Assert.Throws<TuningArgumentException>(() => s_names.Batch(Parent + "/tuningJobs/1"));
        Assert.Throws<TuningArgumentException>(() => s_names.Operation(Parent + "/batchPredictionJobs/1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("my model")]
    [InlineData("tunedModels/a")]
    [InlineData("tuningJobs/..")]
    [InlineData("tuningJobs/1?x=y")]
    [InlineData("tuningJobs/1#x")]
    [InlineData("tuningJobs/1/operations/2")]
    [InlineData("tuningJobs/1\n")]
    [InlineData("buckets/1")]
    [InlineData("projects/../locations/us/tuningJobs/1")]
    [InlineData("projects/p/locations/evil.com#/tuningJobs/1")]
    public void What_is_no_name_is_refused(string text) => Assert.Throws<TuningArgumentException>(() => s_names.TunedModel(text));

    [Theory]
    [InlineData("a/b", "us-central1")]
    [InlineData("p", "evil.com/")]
    [InlineData("p", "")]
    [InlineData("", "us-central1")]
    public void A_project_or_a_region_that_is_none_is_no_connection(string project, string location) => Assert.Throws<TuningArgumentException>(() =>
        new TuningConnection(new TuningConnectionOptions { Service = new VertexOptions { Project = project, Location = location } }));

    [Fact]
    public void No_text_leads_to_another_address() => Prop.ForAll<string>(text =>
    {
        foreach (Func<string, string> complete in (Func<string, string>[])[s_names.TunedModel, s_names.Operation, s_names.Batch, text => $"{Parent}/models/{s_names.BaseModel(text)}"])
            try
            {
                var name = complete(text ?? "");
                Assert.Equal($"/v1/{name}", new Uri($"https://us-central1-aiplatform.googleapis.com/v1/{name}").PathAndQuery);
            }
            catch (ArgumentException)
            {
                // Refused.
            }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("my-bucket", "gs://my-bucket")]
    [InlineData("gs://my-bucket/", "gs://my-bucket")]
    [InlineData("gs://my.bucket/a b/数/", "gs://my.bucket/a b/数")]
    public void A_bucket_may_have_a_folder(string text, string name) => Assert.Equal(name, StorageUri.Folder(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("gs://")]
    [InlineData("gs://B")]
    [InlineData("gs://my bucket")]
    [InlineData("https://storage.googleapis.com/b/o")]
    [InlineData("gs://my-bucket/a\nb")]
    public void What_is_no_bucket_is_refused(string text) => Assert.Throws<TuningArgumentException>(() => StorageUri.Folder(text));

    [Theory]
    [InlineData("gs://my-bucket")]
    [InlineData("gs://my-bucket/folder/")]
    [InlineData("my-bucket/o")]
    public void What_is_no_object_is_refused(string text) => Assert.Throws<TuningArgumentException>(() => StorageUri.File(text));
}
