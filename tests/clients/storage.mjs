// Google's client of Cloud Storage: uploads at once and in chunks, downloads, parts, lists, preconditions, deletes.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Storage } from '@google-cloud/storage';

// Without the variable the client wants credentials, and adds the root to its paths; with it, neither.
process.env.STORAGE_EMULATOR_HOST = process.argv[2].replace(/\/$/, '');
const bucket = new Storage({ projectId: 'my-project' }).bucket('my-bucket');
const [small, large] = [randomBytes(1000), randomBytes(6_000_000)];

await bucket.file('small/a.bin').save(small, { resumable: false, metadata: { contentType: 'application/x-thing', metadata: { key: 'value' } } });
await bucket.file('chunks.bin').save(large, { resumable: true, chunkSize: 1024 * 1024 });
await bucket.file('stream.bin').save(large, { resumable: true });

for (const name of ['chunks.bin', 'stream.bin'])
  assert.deepEqual((await bucket.file(name).download({ validation: 'crc32c' }))[0], large);
assert.deepEqual((await bucket.file('small/a.bin').download({ validation: 'md5' }))[0], small);
assert.deepEqual((await bucket.file('chunks.bin').download({ start: 5, end: 9 }))[0], large.subarray(5, 10));

const [metadata] = await bucket.file('small/a.bin').getMetadata();
assert.equal(metadata.contentType, 'application/x-thing');
assert.equal(metadata.metadata.key, 'value');
assert.equal(Number(metadata.size), small.length);
assert.ok((await bucket.exists())[0]);
assert.ok(!(await bucket.file('unknown').exists())[0]);

const names = [];
for (let query = { maxResults: 1, autoPaginate: false }; query;) {
  const [files, next] = await bucket.getFiles(query);
  names.push(...files.map(f => f.name));
  query = next;
}
assert.deepEqual(names, ['chunks.bin', 'small/a.bin', 'stream.bin']);
assert.deepEqual((await bucket.getFiles({ prefix: 'small/' }))[0].map(f => f.name), ['small/a.bin']);

await assert.rejects(
  bucket.file('small/a.bin').save(small, { resumable: false, preconditionOpts: { ifGenerationMatch: 0 } }), e => e.code === 412);
await bucket.file('stream.bin').delete();
await assert.rejects(bucket.file('stream.bin').download(), e => e.code === 404);
console.log('ok');
