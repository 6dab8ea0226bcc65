using FsCheck;
using FsCheck.Fluent;

namespace GeminiTuning.Tests;

/// <summary>Promises that hold for whatever comes. The seed is fixed, so that what fails fails again; FsCheck shows it with
/// the smallest values that break the promise.</summary>
static class Always
{
    const ulong Seed = 20240314150926;
    const ulong Gamma = 14142135623731;

    public static void Holds<T>(Gen<T> any, Action<T> promise, int tests = 1000) => Check(Prop.ForAll(any.ToArbitrary(), promise), tests);

    public static void Holds<T>(Arbitrary<T> any, Action<T> promise, int tests = 1000) => Check(Prop.ForAll(any, promise), tests);

    public static void Holds<T>(Gen<T> any, Func<T, Task> promise, int tests = 1000) => Check(Prop.ForAll(any.ToArbitrary(), promise), tests);

    static void Check(Property property, int tests) =>
        property.Check(Config.QuickThrowOnFailure.WithReplay(Seed, Gamma).WithMaxTest(tests));
}
