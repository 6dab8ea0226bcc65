using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.CompilerServices;

namespace GeminiTuning;

/// <summary>The values of the views that aren't properties of the objects, because they are for people only. GeminiTuning.Types.ps1xml adds
/// them as hidden properties: no other command shows or writes them. A view that reads properties also works in ConstrainedLanguage mode,
/// and needs no script block, which PowerShell would parse during import.</summary>
public static class Views
{
    const int DefaultWidth = 79;
    const int ComparedWidth = 20;
    const int Green = 32;
    const int Yellow = 33;
    const int Red = 31;

    /// <summary>The ID of a model or batch, followed by the display name if the service numbers its resources, or the name of an operation
    /// below the display name.</summary>
    /// <param name="shown">The object.</param>
    public static string? Name(PSObject shown) => shown?.BaseObject switch
    {
        TunedModel model => Numbered(model.Name, model.DisplayName),
        TunedModelBatch batch => Numbered(batch.Name, batch.DisplayName),
        TuningOperation { DisplayName: { Length: > 0 } title } operation => $"{title}\n{operation.Name}",
        TuningOperation operation => operation.Name,
        _ => null,
    };

    /// <summary>The state of a model, operation, or batch, in the color of success, progress, or failure.</summary>
    /// <param name="shown">The object.</param>
    public static string? State(PSObject shown) => shown?.BaseObject switch
    {
        TunedModel model => Colored(model.State.ToString()),
        TunedModelBatch batch => Colored(batch.State.ToString()),
        TuningOperation operation => Colored(operation.State.ToString()),
        _ => null,
    };

    /// <summary>The model of an object: its display name or ID, its name and display name where permissions are grouped by it, or its
    /// checkpoint, too, where models are compared.</summary>
    /// <param name="shown">The object.</param>
    public static string? Model(PSObject shown) => shown?.BaseObject switch
    {
        TunedModelPermission { ModelDisplayName: { Length: > 0 } title } permission => $"{permission.Model} ({title})",
        TunedModelPermission permission => permission.Model,
        TunedModelMeasurement measurement => Title(measurement.Model, measurement.ModelDisplayName),
        LossReading reading => Title(reading.Model, reading.ModelDisplayName),
        TunedModelComparison comparison => Compared(comparison.Model, comparison.ModelDisplayName, comparison.Checkpoint),
        _ => null,
    };

    /// <summary>The reference of a comparison and its checkpoint.</summary>
    /// <param name="shown">The comparison.</param>
    public static string? Reference(PSObject shown) =>
        shown?.BaseObject is TunedModelComparison comparison ? Compared(comparison.Reference, comparison.ReferenceDisplayName, comparison.ReferenceCheckpoint) : null;

    /// <summary>The text of a response without control characters, which could command the terminal.</summary>
    /// <param name="shown">The response.</param>
    public static string? Text(PSObject shown) => shown?.BaseObject is TunedModelResponse response ? PrintableText.WithoutControls(response.Text) : null;

    /// <summary>A number that's the same for the curves of a chart, so that they are a group.</summary>
    /// <param name="shown">The reading of a curve.</param>
    public static int ChartNumber(PSObject shown) => shown?.BaseObject is LossReading reading ? RuntimeHelpers.GetHashCode(reading.ToChart()) : 0;

    /// <summary>The lines of the chart that a curve is in, as wide as the window.</summary>
    /// <param name="shown">The reading of the curve.</param>
    public static IReadOnlyList<string>? Chart(PSObject shown) => (shown?.BaseObject as LossReading)?.ToChart().Draw(WindowWidth());

    /// <summary>What a curve shows, in lines as wide as the window.</summary>
    /// <param name="shown">The reading of the curve.</param>
    public static IReadOnlyList<string>? Lines(PSObject shown) => (shown?.BaseObject as LossReading)?.ToLines(WindowWidth());

    static string Id(string name) => name[(name.LastIndexOf('/') + 1)..];

    static string Title(string name, string? displayName) => displayName is { Length: > 0 } ? displayName : Id(name);

    static string Numbered(string name, string? displayName) =>
        Id(name) is { Length: > 0 } id && id.All(char.IsAsciiDigit) && displayName is { Length: > 0 } ? $"{id} {displayName}" : Id(name);

    static string Compared(string name, string? displayName, string? checkpoint)
    {
        var title = Title(name, displayName);
        if (checkpoint is not { Length: > 0 })
            return title;
        var end = $", checkpoint {checkpoint}";
        var room = Math.Max(2, ComparedWidth - end.Length);
        return title.Length > room ? $"{title[..(room - 1)]}…{end}" : title + end;
    }

    // PowerShell removes the color where it shows none.
    static string Colored(string state)
    {
        var color = state switch
        {
            "Active" or "Done" or "Succeeded" or "PartiallySucceeded" => Green,
            "Creating" or "Waiting" or "Running" or "Queued" or "Pending" or "Cancelling" or "Paused" or "Updating" => Yellow,
            "Failed" or "Cancelled" or "Expired" => Red,
            _ => 0,
        };
        return color == 0 ? state : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\e[{color}m{state}\e[0m");
    }

    // The last column of a window stays free. Only a command can say which host shows the object.
    static int WindowWidth()
    {
        try
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace).AddCommand(@"Microsoft.PowerShell.Utility\Get-Host");
            return shell.Invoke<PSHost>() is [{ UI.RawUI.WindowSize.Width: > 1 and var width }] ? width - 1 : DefaultWidth;
        }
        catch (Exception fault) when (fault is RuntimeException or NotImplementedException or InvalidOperationException)
        {
            // A host without a window, or a session without this command.
            return DefaultWidth;
        }
    }
}
