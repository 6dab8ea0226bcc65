using System.Collections.Concurrent;
using System.Text;
using GeminiTuning.Tests.Vertex;

namespace GeminiTuning.Tests.Fuzz;

/// <summary>What the variants of a method's answer broke, one list for each promise. Each variant is sent once, for all tests.</summary>
sealed class VariantFindings
{
    static readonly ConcurrentDictionary<string, Lazy<Task<VariantFindings>>> s_known = new();

    readonly List<string> _ofAny = [];
    readonly List<string> _ofValues = [];
    readonly List<string> _ofNames = [];

    /// <summary>The variants whose outcome is neither a good result nor a fault of the service.</summary>
    public IReadOnlyList<string> OfAny => _ofAny;

    /// <summary>The variants that can be read but for one value, and had no result.</summary>
    public IReadOnlyList<string> OfValues => _ofValues;

    /// <summary>The variants whose result has a name with which it can't be requested.</summary>
    public IReadOnlyList<string> OfNames => _ofNames;

    /// <summary>Returns the findings of a method, whose variants are sent when they are first asked for.</summary>
    public static Task<VariantFindings> OfAsync(string name) =>
        s_known.GetOrAdd(name, static name => new Lazy<Task<VariantFindings>>(() => Task.Run(() => FindAsync(name)))).Value;

    static async Task<VariantFindings> FindAsync(string name)
    {
        using var service = new FuzzedService();
        var method = FuzzedMethod.All[name];
        var findings = new VariantFindings();
        foreach (var variant in JsonVariants.Of(method.Answer))
        {
            var outcome = await service.OutcomeAsync(method, Encoding.UTF8.GetBytes(variant.Json));
            Check(findings._ofAny, variant, () => Outcome.IsGood(outcome));
            if (variant.KeepsShape && !IsCreatesName(name, variant) && !IsLabelOfNoText(variant))
                Check(findings._ofValues, variant, () => Assert.IsNotAssignableFrom<Exception>(outcome));
            Check(findings._ofNames, variant, () => CanBeRequested(name, outcome));
        }
        return findings;
    }

    static void Check(List<string> findings, JsonVariant variant, Action holds)
    {
        if (Record.Exception(holds) is { } broken)
            findings.Add($"{variant}: {broken.Message}");
    }

    static void CanBeRequested(string name, object outcome)
    {
        if (outcome is TunedModelBatch batch)
        {
            Assert.Equal(batch.Name, VertexScript.Settings().Names.Batch(batch.Name));
        }
        else if (outcome is TuningOperation operation)
        {
            var isJob = FuzzedVertex.All.ContainsKey(name);
            Assert.Equal(operation.Name, isJob ? VertexScript.Settings().Names.Operation(operation.Name) : ResourceName.Operation(operation.Name));
            Assert.Equal(operation.Model, isJob ? operation.Name : ResourceName.TunedModel(operation.Model));
        }
    }

    // Without its name, an operation cannot be picked up again.
    static bool IsCreatesName(string name, JsonVariant variant) => name is "create" or "create job" && variant.Change.StartsWith("$.name", StringComparison.Ordinal);

    // A map has texts alone, whatever their names.
    static bool IsLabelOfNoText(JsonVariant variant) => variant.Change.EndsWith(".labels has a new field", StringComparison.Ordinal);
}
