using System.Management.Automation;
using Newtonsoft.Json;

namespace NewtonsoftModule;

/// <summary>Converts with the module's own Newtonsoft.Json.</summary>
[Cmdlet(VerbsData.ConvertTo, "OldJson")]
public sealed class ConvertToOldJsonCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public string Text { get; set; } = "";

    protected override void ProcessRecord() => WriteObject(JsonConvert.SerializeObject(new { text = Text }));
}
