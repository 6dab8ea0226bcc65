using GeminiTuning.Emulator.Files;
using GeminiTuning.Emulator.Storage;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class ObjectStoreTests
{
    [Fact]
    public async Task What_is_replaced_again_and_again_can_be_opened_at_any_time()
    {
        using var folder = new ObjectFolder(kept: null, Disk.Real);
        var store = new ObjectStore(folder, TimeProvider.System);
        var place = ObjectName.Parse("gs://my-bucket/lines.jsonl")!;
        Put(store, place);
        var opened = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                using var content = store.Open(place);
                Assert.Equal(3, content!.Length);
            }
        })).ToList();
        do
            Put(store, place);
        while (!opened.TrueForAll(task => task.IsCompleted));
        await Task.WhenAll(opened);
        store.Remove(place, generation: "", Preconditions.None);
        Assert.Null(store.Open(place));
    }

    static void Put(ObjectStore store, ObjectName place)
    {
        using var content = store.NewContent();
        content.Write(0, "{}\n"u8);
        store.Put(new ObjectPlan(place, new ObjectTraits { ContentType = "application/json" }, Preconditions.None), content, size: 3);
    }
}
