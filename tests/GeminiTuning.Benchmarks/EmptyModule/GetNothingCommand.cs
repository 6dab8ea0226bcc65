using System.Management.Automation;

namespace EmptyModule;

/// <summary>Writes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : PSCmdlet;
