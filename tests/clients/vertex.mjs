// Google's current SDK in its Vertex AI mode: tune, list, get, cancel, ask the tuned endpoint, batch jobs.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { GoogleGenAI } from '@google/genai';
import { OAuth2Client } from 'google-auth-library';

const address = process.argv[2];
process.env.GOOGLE_VERTEX_BASE_URL = address;
const authClient = new OAuth2Client();
authClient.setCredentials({ access_token: 'not-a-token', expiry_date: Date.now() + 3_600_000 });
const ai = new GoogleGenAI({ vertexai: true, project: 'my-project', location: 'us-central1', googleAuthOptions: { authClient } });

// The dataset, by Cloud Storage's resumable upload.
async function upload(name, content) {
  const started = await fetch(new URL(`upload/storage/v1/b/my-bucket/o?uploadType=resumable&name=${name}`, address), { method: 'POST' });
  assert.equal(started.status, 200);
  const stored = await fetch(started.headers.get('location'), { method: 'PUT', body: content });
  assert.equal((await stored.json()).name, name);
}
const turn = (role, text) => ({ role, parts: [{ text }] });
const numbers = [['1', '2'], ['3', '4'], ['seven', 'eight'], ['twenty two', 'twenty three']];
await upload('train.jsonl', numbers.map(([input, output]) => JSON.stringify({ contents: [turn('user', input), turn('model', output)] })).join('\n'));

const tune = (baseModel, config) => ai.tunings.tune({ baseModel, trainingDataset: { gcsUri: 'gs://my-bucket/train.jsonl' }, config });
async function ended(get) {
  for (;;) {
    const job = await get();
    if (/SUCCEEDED|FAILED|CANCELLED/.test(job.state))
      return job;
    await pause(20);
  }
}

const created = await tune('gemini-2.5-flash', { tunedModelDisplayName: 'from JavaScript', epochCount: 20, learningRateMultiplier: 1, adapterSize: 'ADAPTER_SIZE_FOUR', labels: { a: 'b' } });
assert.match(created.name, /^projects\/my-project\/locations\/us-central1\/tuningJobs\/\d+$/);
assert.equal(created.state, 'JOB_STATE_PENDING');
const second = await tune('gemini-2.5-pro', { epochCount: 1 });
await ai.tunings.cancel({ name: second.name });
assert.equal((await ended(() => ai.tunings.get({ name: second.name }))).state, 'JOB_STATE_CANCELLED');

const done = await ended(() => ai.tunings.get({ name: created.name }));
assert.equal(done.state, 'JOB_STATE_SUCCEEDED');
assert.equal(done.tuningDataStats.supervisedTuningDataStats.tuningDatasetExampleCount, '4');
assert.equal(done.supervisedTuningSpec.hyperParameters.adapterSize, 'ADAPTER_SIZE_FOUR');
assert.equal(done.tunedModel.checkpoints.length, 10);
assert.equal(done.labels.a, 'b');

const jobs = [];
for await (const job of await ai.tunings.list({ config: { pageSize: 1 } }))
  jobs.push(job.name);
assert.deepEqual(jobs, [second.name, created.name]);

const model = done.tunedModel.endpoint;
const config = { temperature: 0, systemInstruction: 'Count.' };
assert.equal((await ai.models.generateContent({ model, contents: 'twenty two', config })).text, 'twenty three');
let streamed = '';
for await (const part of await ai.models.generateContentStream({ model, contents: 'seven', config }))
  streamed += part.text ?? '';
assert.equal(streamed, 'eight');
await assert.rejects(
  ai.models.generateContent({ model: done.tunedModel.model, contents: 'seven' }),
  e => e.status === 400 && /is malformed and it should be in form of/.test(e.message));
assert.match((await ai.models.generateContent({ model: 'gemini-2.5-flash', contents: 'x' })).text, /has not been taught/);

const models = [];
for await (const one of await ai.models.list({ config: { queryBase: false } }))
  models.push(one);
assert.equal(models.length, 1);
assert.equal(models[0].displayName, 'from JavaScript');

const further = await tune(done.tunedModel.model, { epochCount: 1 });
const next = await ended(() => ai.tunings.get({ name: further.name }));
assert.equal(next.state, 'JOB_STATE_SUCCEEDED');
assert.equal(next.tunedModel.model, done.tunedModel.model.replace('@1', '@2'));

await upload('prompts.jsonl', JSON.stringify({ key: 'k', request: { contents: [turn('user', 'twenty two')], generationConfig: { temperature: 0 } } }));
const batch = await ai.batches.create({
  model: done.tunedModel.model, src: 'gs://my-bucket/prompts.jsonl', config: { dest: 'gs://my-bucket/answers', displayName: 'mine' } });
const answered = await ended(() => ai.batches.get({ name: batch.name }));
assert.equal(answered.state, 'JOB_STATE_SUCCEEDED');
const listed = await fetch(new URL('storage/v1/b/my-bucket/o?prefix=answers/', address));
const [output] = (await listed.json()).items;
const row = await (await fetch(output.mediaLink)).json();
assert.equal(row.key, 'k');
assert.equal(row.response.candidates[0].content.parts[0].text, 'twenty three');
await ai.batches.delete({ name: batch.name });
await assert.rejects(ai.batches.get({ name: batch.name }), e => e.status === 404);
console.log('ok');
