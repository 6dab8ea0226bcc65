using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests;

/// <summary>What a test wants to know of an error's body.</summary>
static class Errors
{
    public static string Message(this JsonObject json) => (string)json["error"]!["message"]!;

    public static string Status(this JsonObject json) => (string)json["error"]!["status"]!;

    /// <summary>The fields that are to blame.</summary>
    public static string[] Fields(this JsonObject json) =>
    [
        .. ((JsonArray)json["error"]!["details"]!)
            .Where(d => (string)d!["@type"]! == "type.googleapis.com/google.rpc.BadRequest")
            .SelectMany(d => (JsonArray)d!["fieldViolations"]!)
            .Select(v => (string?)v!["field"] ?? ""),
    ];
}
