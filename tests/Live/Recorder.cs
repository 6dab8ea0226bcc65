using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Live
{
    /// <summary>Records the requests of this process to Vertex AI and Cloud Storage, and the responses, without headers: the access token
    /// is in a header. Requests to all other hosts, such as those that sign in, aren't recorded.</summary>
    public sealed class Recorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object>>, IDisposable
    {
        /// <summary>The display name of all that the check makes.</summary>
        public const string DisplayName = "geminituning live check";

        static readonly string[] s_lists = { "tuningJobs", "models", "batchPredictionJobs" };
        static readonly JsonSerializerOptions s_readable = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        readonly List<IDisposable> _subscriptions = new List<IDisposable>();
        readonly List<JsonObject> _entries = new List<JsonObject>();
        readonly string _host;

        /// <param name="host">A host and port besides Google's, for the emulator; null for none.</param>
        public Recorder(string host)
        {
            _host = host;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        /// <summary>What the check does now.</summary>
        public string Step { get; set; } = "";

        /// <summary>The number of recorded requests.</summary>
        public int Count { get { lock (_entries) return _entries.Count; } }

        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name == "HttpHandlerDiagnosticListener")
                _subscriptions.Add(listener.Subscribe(this, name => name is "System.Net.Http.Request" or "System.Net.Http.Response"));
        }

        public void OnNext(KeyValuePair<string, object> happened)
        {
            if (happened.Key != "System.Net.Http.Response")
                return;
            var response = (HttpResponseMessage)happened.Value.GetType().GetProperty("Response").GetValue(happened.Value);
            if (response?.RequestMessage?.RequestUri is { } uri && IsRecorded(uri))
                Add(response.RequestMessage, response);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions)
                subscription.Dispose();
        }

        /// <summary>Returns the transcript, a request with its response in each line, with names, IDs, and addresses of people replaced.</summary>
        /// <param name="names">What each name is replaced by. Longer names are replaced first.</param>
        public string Write(System.Collections.IDictionary names)
        {
            string text;
            lock (_entries)
                text = "[\n" + string.Join(",\n", _entries.Select(entry => entry.ToJsonString(s_readable))) + "\n]";
            foreach (System.Collections.DictionaryEntry name in names.Cast<System.Collections.DictionaryEntry>().OrderByDescending(name => ((string)name.Key).Length))
                text = text.Replace((string)name.Key, (string)name.Value, StringComparison.Ordinal);
            text = Regex.Replace(text, @"ya29\.[\w./+=~-]+|AIza[\w-]{30,}", "SECRET");
            text = Regex.Replace(text, @"[\w.+-]+@[\w-]+\.[\w.-]+\w", "someone@example.com");
            text = Regex.Replace(text, @"(?<=upload_id=)[\w%.-]+", "UPLOAD");
            text = Regex.Replace(text, @"(?<=[pP]ageToken(?:=|"":""))[^""&]+", "PAGE");
            text = Regex.Replace(text, "(?<=\"(?:etag|responseId|requestId|traceId)\":\")[^\"]+", "OPAQUE");
            // The same number is replaced by the same number, so that what belongs together stays together. Times and fractions stay.
            var numbers = new Dictionary<string, string>();
            text = Regex.Replace(text, @"(?<=projects/)\d{6,}", "123456789012");
            return Regex.Replace(text, @"(?<=%2F)\d{10,}|(?<![\w.])\d{10,}(?![\w.])", number =>
            {
                if (number.Value == "123456789012")
                    return number.Value;
                if (!numbers.TryGetValue(number.Value, out var other))
                    numbers[number.Value] = other = (1000000000000000000L + numbers.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return other;
            });
        }

        /// <summary>Sends a request with the credential of a connection, for what the module has no cmdlet for: listing and deleting
        /// objects, and deleting batches. What is to be deleted may already be gone.</summary>
        /// <returns>The body of the response.</returns>
        public static string Send(object connection, string method, string address)
        {
            // By reflection, so that this file compiles without a reference to the module.
            var options = connection.GetType().GetField("_options", BindingFlags.Instance | BindingFlags.NonPublic).GetValue(connection);
            var credential = options.GetType().GetProperty("Credential").GetValue(options);
            using (var http = new HttpClient())
            using (var request = new HttpRequestMessage(new HttpMethod(method), address))
            {
                ((ValueTask)credential.GetType().GetMethod("ApplyAsync").Invoke(credential, new object[] { request, CancellationToken.None })).AsTask().GetAwaiter().GetResult();
                using (var response = http.SendAsync(request).GetAwaiter().GetResult())
                    return response.IsSuccessStatusCode || response.StatusCode == System.Net.HttpStatusCode.NotFound
                        ? response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
                        : throw new InvalidOperationException($"{method} {request.RequestUri.AbsolutePath} was answered with {(int)response.StatusCode}.");
            }
        }

        bool IsRecorded(Uri uri) => uri.Authority == _host || Regex.IsMatch(uri.Host, @"\A([a-z0-9-]+-)?aiplatform\.([a-z]+\.rep\.)?googleapis\.com\z|\Astorage\.googleapis\.com\z");

        void Add(HttpRequestMessage request, HttpResponseMessage response)
        {
            var uri = request.RequestUri;
            var entry = new JsonObject
            {
                ["step"] = Step,
                ["method"] = request.Method.Method,
                ["host"] = uri.Authority == _host ? "emulator" : uri.Host,
                ["path"] = uri.PathAndQuery,
                ["request"] = request.Content is ByteArrayContent ? Body(request.Content) : null,
                ["status"] = (int)response.StatusCode,
                ["response"] = Body(response.Content),
            };
            LeaveOutOthers(entry["response"]);
            lock (_entries)
                _entries.Add(entry);
        }

        // A list also has what others have made in the project.
        static void LeaveOutOthers(JsonNode response)
        {
            foreach (var name in s_lists)
                if (response is JsonObject page && page[name] is JsonArray items)
                    for (var i = items.Count - 1; i >= 0; i--)
                        if (items[i]?.ToJsonString().Contains(DisplayName, StringComparison.Ordinal) != true)
                            items.RemoveAt(i);
        }

        // The module still reads the same content after this.
        static JsonNode Body(HttpContent content)
        {
            content.LoadIntoBufferAsync().GetAwaiter().GetResult();
            var bytes = content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
            if (content.Headers.ContentEncoding.Contains("gzip"))
                bytes = Unpacked(bytes);
            var text = Encoding.UTF8.GetString(bytes);
            try
            {
                return JsonNode.Parse(text);
            }
            catch (JsonException)
            {
                return text.Length == 0 ? null : JsonValue.Create(text);
            }
        }

        static byte[] Unpacked(byte[] packed)
        {
            using (var unpacked = new MemoryStream())
            using (var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
            {
                stream.CopyTo(unpacked);
                return unpacked.ToArray();
            }
        }
    }
}
