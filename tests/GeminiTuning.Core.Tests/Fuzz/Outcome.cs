using System.Collections;
using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace GeminiTuning.Tests.Fuzz;

/// <summary>What may come of a call: a result of which every property is what its type says, or a fault of the service.</summary>
static class Outcome
{
    static readonly ConcurrentDictionary<Type, (PropertyInfo Property, bool MayBeNull)[]> s_properties = new();
    static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void IsGood(object outcome)
    {
        // The text of an exception takes long to write.
        if (outcome is Exception and not TuningServiceException)
            Assert.Fail($"{outcome}");
        IsGood(outcome, mayBeNull: false, outcome.GetType().Name);
    }

    static void IsGood(object? value, bool mayBeNull, string path)
    {
        switch (value)
        {
            case null:
                Assert.True(mayBeNull, $"{path} is null");
                break;
            case string text:
                Assert.True(IsText(text), $"{path} is no text");
                break;
            case int number:
                Assert.True(number >= 0, $"{path} is {number}");
                break;
            case float or double:
                // A loss is what it is.
                Assert.True(double.IsFinite(Convert.ToDouble(value, null)) || path.EndsWith("Loss", StringComparison.Ordinal), $"{path} is {value}");
                break;
            // The number of a status may be any.
            case Enum member and not HttpStatusCode:
                Assert.True(Enum.IsDefined(member.GetType(), member), $"{path} is {member}");
                break;
            case JsonElement json:
                Assert.NotNull(json.Deserialize<object>());
                IsReadable(json);
                break;
            case IEnumerable items:
                foreach (var item in items)
                    IsGood(item, mayBeNull: false, $"{path}[]");
                break;
            case not null when value.GetType().Assembly == typeof(TunedModel).Assembly:
                Assert.NotNull(value.ToString());
                foreach (var (property, propertyMayBeNull) in s_properties.GetOrAdd(value.GetType(), Properties))
                    IsGood(property.GetValue(value), propertyMayBeNull, $"{path}.{property.Name}");
                break;
        }
    }

    static (PropertyInfo, bool)[] Properties(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.DeclaringType!.Assembly == type.Assembly || property.Name == nameof(Exception.Message))
            .Select(property => (property, nullability.Create(property).ReadState == NullabilityState.Nullable))];
    }

    static void IsReadable(JsonElement json)
    {
        Assert.NotNull(json.ToString());
        if (json.ValueKind == JsonValueKind.Object)
            foreach (var field in json.EnumerateObject())
            {
                Assert.True(IsText(field.Name));
                IsReadable(field.Value);
            }
        if (json.ValueKind == JsonValueKind.Array)
            foreach (var element in json.EnumerateArray())
                IsReadable(element);
    }

    static bool IsText(string text)
    {
        try
        {
            return s_strict.GetByteCount(text) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
