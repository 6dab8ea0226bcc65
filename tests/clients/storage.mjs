// Google's client of Cloud Storage: uploads at once and in chunks, downloads, parts, lists, metadata, copies, preconditions, deletes.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Storage } from '@google-cloud/storage';
import { done, test } from './cases.mjs';

// Without the variable the client wants credentials, and adds the root to its paths; with it, neither.
process.env.STORAGE_EMULATOR_HOST = process.argv[2].replace(/\/$/, '');
const bucket = new Storage({ projectId: 'my-project' }).bucket('my-bucket');
const [small, large] = [randomBytes(1000), randomBytes(6_000_000)];
const names = async query => (await bucket.getFiles(query))[0].map(f => f.name);

await test('an object is uploaded at once', () =>
  bucket.file('small/a.bin').save(small, { resumable: false, metadata: { contentType: 'application/x-thing', metadata: { key: 'value' } } }));
await test('an object is uploaded in chunks', () => bucket.file('chunks.bin').save(large, { resumable: true, chunkSize: 1024 * 1024 }));
await test('an object is uploaded in one resumable request', () => bucket.file('stream.bin').save(large, { resumable: true }));
await test('objects are downloaded', async () => {
  for (const name of ['chunks.bin', 'stream.bin'])
    assert.deepEqual((await bucket.file(name).download({ validation: 'crc32c' }))[0], large);
});
await test('an object is downloaded and its MD5 compared', async () =>
  assert.deepEqual((await bucket.file('small/a.bin').download({ validation: 'md5' }))[0], small));
await test('a part is downloaded', async () =>
  assert.deepEqual((await bucket.file('chunks.bin').download({ start: 5, end: 9 }))[0], large.subarray(5, 10)));
await test('compressed content is downloaded decompressed', async () => {
  const text = 'hello '.repeat(1000);
  await bucket.file('text.txt').save(text, { resumable: false, gzip: true });
  assert.equal((await bucket.file('text.txt').getMetadata())[0].contentEncoding, 'gzip');
  assert.equal((await bucket.file('text.txt').download())[0].toString(), text);
  assert.ok((await bucket.file('text.txt').download({ decompress: false }))[0].length < 200);
  await bucket.file('text.txt').delete();
});
await test('metadata is kept', async () => {
  const [metadata] = await bucket.file('small/a.bin').getMetadata();
  assert.equal(metadata.contentType, 'application/x-thing');
  assert.equal(metadata.metadata.key, 'value');
  assert.equal(Number(metadata.size), small.length);
});
await test('metadata is changed and cleared', async () => {
  const file = bucket.file('small/a.bin');
  const [changed] = await file.setMetadata({ cacheControl: 'no-store', contentLanguage: 'de', metadata: { other: '1', key: null } });
  assert.deepEqual([changed.cacheControl, changed.contentLanguage, changed.contentType], ['no-store', 'de', 'application/x-thing']);
  assert.deepEqual(changed.metadata, { other: '1' });
  assert.equal(Number(changed.metageneration), 2);
  assert.equal((await file.setMetadata({ cacheControl: null }))[0].cacheControl, undefined);
});
await test('what exists exists', async () => {
  assert.ok((await bucket.exists())[0]);
  assert.ok((await bucket.file('small/a.bin').exists())[0]);
  assert.ok(!(await bucket.file('unknown').exists())[0]);
});
await test('objects are listed page by page', async () => {
  const found = [];
  for (let query = { maxResults: 1, autoPaginate: false }; query;) {
    const [files, next] = await bucket.getFiles(query);
    found.push(...files.map(f => f.name));
    query = next;
  }
  assert.deepEqual(found, ['chunks.bin', 'small/a.bin', 'stream.bin']);
});
await test('objects are listed by prefix', async () => assert.deepEqual(await names({ prefix: 'small/' }), ['small/a.bin']));
await test('objects are listed by a pattern', async () => assert.deepEqual(await names({ matchGlob: '*.bin' }), ['chunks.bin', 'stream.bin']));
await test('objects are listed between two names', async () => assert.deepEqual(await names({ startOffset: 'd', endOffset: 'sn' }), ['small/a.bin']));
await test('folders are listed', async () => {
  const [, , answer] = await bucket.getFiles({ delimiter: '/', autoPaginate: false });
  assert.deepEqual(answer.prefixes, ['small/']);
});
await test('an object is copied and renamed', async () => {
  await bucket.file('small/a.bin').copy(bucket.file('copies/a.bin'));
  await bucket.file('copies/a.bin').move('copies/b.bin');
  assert.deepEqual(await names({ prefix: 'copies/' }), ['copies/b.bin']);
  assert.deepEqual((await bucket.file('copies/b.bin').download())[0], small);
});
await test('an object is created only if there is none', () => assert.rejects(
  bucket.file('small/a.bin').save(small, { resumable: false, preconditionOpts: { ifGenerationMatch: 0 } }), e => e.code === 412));
await test('an object is deleted', async () => {
  await bucket.file('stream.bin').delete();
  await assert.rejects(bucket.file('stream.bin').download(), e => e.code === 404);
});
await test('all objects with a prefix are deleted', async () => {
  await bucket.deleteFiles({ prefix: 'copies/' });
  assert.deepEqual(await names({ prefix: 'copies/' }), []);
  await bucket.deleteFiles({ force: true });
  assert.deepEqual(await names({}), []);
});
done();
