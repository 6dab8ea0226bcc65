using System.Reflection;
using System.Runtime.Loader;

namespace GeminiTuning.Session;

/// <summary>Loads the adapters and their libraries, on first use, into a context of their own: another module's version
/// of the same library neither disturbs them nor is disturbed.</summary>
static class Adapters
{
    static readonly Lazy<IAdapterFactory> s_factory = new(Load);

    public static IAdapterFactory Factory => s_factory.Value;

    static IAdapterFactory Load()
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(Adapters).Assembly.Location)!, "Adapters");
        var assembly = new Context(folder).LoadFromAssemblyPath(Path.Combine(folder, "GeminiTuning.Adapters.dll"));
        return (IAdapterFactory)Activator.CreateInstance(assembly.GetType("GeminiTuning.Adapters.AdapterFactory", throwOnError: true)!)!;
    }

    sealed class Context(string folder) : AssemblyLoadContext("GeminiTuning.Adapters")
    {
        // Core's types must be the same on both sides; what is not in the folder is the base library's.
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var core = typeof(IAdapterFactory).Assembly;
            if (assemblyName.Name == core.GetName().Name)
                return core;
            var path = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
