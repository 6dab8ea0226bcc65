using System.Management.Automation;
using System.Reflection;

namespace NewtonsoftModule;

/// <summary>Converts a text with the module's own Newtonsoft.Json, and says which version that is.</summary>
[Cmdlet(VerbsData.ConvertTo, "OldJson")]
public sealed class ConvertToOldJsonCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public string Text { get; set; } = "";

    protected override void ProcessRecord()
    {
        // By its file: by its name, PowerShell would give its own.
        var folder = Path.GetDirectoryName(typeof(ConvertToOldJsonCommand).Assembly.Location)!;
        var library = Assembly.LoadFile(Path.Combine(folder, "Newtonsoft.Json.dll"));
        var convert = library.GetType("Newtonsoft.Json.JsonConvert")!.GetMethod("ToString", [typeof(string)])!;
        WriteObject($"{library.GetName().Version!.Major}: {convert.Invoke(null, [Text])}");
    }
}
