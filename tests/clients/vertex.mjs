// Google's current SDK in its Vertex AI mode: tune, list, get, cancel, generate, count, checkpoints, batch jobs.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { GoogleGenAI } from '@google/genai';
import { OAuth2Client } from 'google-auth-library';
import { done, test } from './cases.mjs';

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

const collect = async pages => {
  const all = [];
  for await (const one of pages)
    all.push(one);
  return all;
};
const config = { temperature: 0, systemInstruction: 'Count.' };
const base = 'gemini-2.5-flash';
let [created, second, job, model, batch] = [];

await test('a tuning job is created', async () => {
  created = await tune(base, {
    tunedModelDisplayName: 'from JavaScript', epochCount: 20, learningRateMultiplier: 1, adapterSize: 'ADAPTER_SIZE_FOUR', labels: { a: 'b' } });
  assert.match(created.name, /^projects\/my-project\/locations\/us-central1\/tuningJobs\/\d+$/);
  assert.equal(created.state, 'JOB_STATE_PENDING');
});
await test('a tuning job is canceled', async () => {
  second = await tune('gemini-2.5-pro', { epochCount: 1 });
  await ai.tunings.cancel({ name: second.name });
  assert.equal((await ended(() => ai.tunings.get({ name: second.name }))).state, 'JOB_STATE_CANCELLED');
});
await test('a tuning job succeeds', async () => {
  job = await ended(() => ai.tunings.get({ name: created.name }));
  assert.equal(job.state, 'JOB_STATE_SUCCEEDED', job.error?.message);
  assert.equal(job.tuningDataStats.supervisedTuningDataStats.tuningDatasetExampleCount, '4');
  assert.equal(job.supervisedTuningSpec.hyperParameters.adapterSize, 'ADAPTER_SIZE_FOUR');
  assert.equal(job.tunedModel.checkpoints.length, 10);
  assert.equal(job.labels.a, 'b');
  model = job.tunedModel.endpoint;
});
await test('tuning jobs are listed page by page', async () => {
  const jobs = await collect(await ai.tunings.list({ config: { pageSize: 1 } }));
  assert.deepEqual(jobs.map(j => j.name), [second.name, created.name]);
});
await test('the tuned endpoint answers', async () =>
  assert.equal((await ai.models.generateContent({ model, contents: 'twenty two', config })).text, 'twenty three'));
await test('an answer is streamed', async () => {
  let streamed = '';
  for await (const part of await ai.models.generateContentStream({ model, contents: 'seven', config }))
    streamed += part.text ?? '';
  assert.equal(streamed, 'eight');
});
await test('the service tier is told', async () => {
  const answer = await ai.models.generateContent({ model, contents: 'seven', config: { ...config, serviceTier: 'flex', thinkingConfig: { thinkingBudget: 0 } } });
  assert.equal(answer.usageMetadata.trafficType, 'ON_DEMAND_FLEX');
});
await test('thoughts, log probabilities, and JSON of a schema are returned', async () => {
  const answer = await ai.models.generateContent({ model, contents: 'seven', config: {
    ...config, thinkingConfig: { includeThoughts: true }, responseLogprobs: true, logprobs: 2 } });
  assert.equal(answer.text, 'eight');
  assert.ok(answer.usageMetadata.thoughtsTokenCount > 0);
  assert.ok(answer.candidates[0].content.parts[0].thought);
  assert.equal(answer.candidates[0].logprobsResult.chosenCandidates.map(one => one.token).join(''), 'eight');
  assert.ok(answer.candidates[0].avgLogprobs <= 0);
  const schema = { type: 'OBJECT', properties: { next: { type: 'STRING' } } };
  const json = await ai.models.generateContent({ model, contents: 'seven', config: { ...config, responseMimeType: 'application/json', responseSchema: schema } });
  assert.equal(JSON.parse(json.text).next, 'eight');
});
await test('tokens are counted', async () => {
  const count = await ai.models.countTokens({ model, contents: 'hello world', config: { systemInstruction: 'four' } });
  assert.equal(count.totalTokens, 4);
  assert.equal((await ai.models.countTokens({ model: base, contents: 'hello world' })).totalTokens, 3);
});
await test('the name of a tuned model is not that of an endpoint', () => assert.rejects(
  ai.models.generateContent({ model: job.tunedModel.model, contents: 'seven' }),
  e => e.status === 400 && /is malformed and it should be in form of/.test(e.message)));
await test('a base model answers', async () =>
  assert.match((await ai.models.generateContent({ model: base, contents: 'x' })).text, /has not been taught/));
await test('a cached content that does not exist is not found', () => assert.rejects(
  ai.models.generateContent({ model: base, contents: 'x', config: { cachedContent: 'cachedContents/1' } }),
  e => e.status === 404 && /cached content metadata/.test(e.message)));
await test('base models are listed', async () => {
  const bases = await collect(await ai.models.list({ config: { queryBase: true, pageSize: 2 } }));
  assert.ok(bases.some(one => one.name === `publishers/google/models/${base}`));
});
await test('a base model is found', async () => assert.match((await ai.models.get({ model: base })).name, new RegExp(`${base}$`)));
await test('tuned models are listed', async () => {
  const models = await collect(await ai.models.list({ config: { queryBase: false } }));
  assert.deepEqual(models.map(one => one.displayName), ['from JavaScript']);
});
await test('a tuned model is found with its checkpoints', async () => {
  const found = await ai.models.get({ model: job.tunedModel.model });
  assert.equal(found.displayName, 'from JavaScript');
  assert.equal(found.checkpoints.length, 10);
  assert.equal(found.defaultCheckpointId, '10');
});
await test('a tuned model is changed, and its default checkpoint chosen', async () => {
  const changed = await ai.models.update({ model: job.tunedModel.model, config: { displayName: 'renamed', description: 'd', defaultCheckpointId: '3' } });
  assert.deepEqual([changed.displayName, changed.description, changed.defaultCheckpointId], ['renamed', 'd', '3']);
  const { tunedModel } = await ai.tunings.get({ name: job.name });
  assert.equal(tunedModel.endpoint, tunedModel.checkpoints[2].endpoint);
});
await test('a tuned model is tuned further', async () => {
  const further = await tune(job.tunedModel.model, { epochCount: 1 });
  const next = await ended(() => ai.tunings.get({ name: further.name }));
  assert.equal(next.state, 'JOB_STATE_SUCCEEDED');
  assert.equal(next.tunedModel.model, job.tunedModel.model.replace('@1', '@2'));
});
await test('a batch job answers', async () => {
  await upload('prompts.jsonl', JSON.stringify({ key: 'k', request: { contents: [turn('user', 'twenty two')], generationConfig: { temperature: 0 } } }));
  batch = await ai.batches.create({
    model: job.tunedModel.model, src: 'gs://my-bucket/prompts.jsonl', config: { dest: 'gs://my-bucket/answers', displayName: 'mine' } });
  assert.equal((await ended(() => ai.batches.get({ name: batch.name }))).state, 'JOB_STATE_SUCCEEDED');
  const listed = await fetch(new URL('storage/v1/b/my-bucket/o?prefix=answers/', address));
  const row = await (await fetch((await listed.json()).items[0].mediaLink)).json();
  assert.equal(row.key, 'k');
  assert.ok(row.response.candidates[0].content.parts[0].text);
});
await test('batch jobs are listed', async () =>
  assert.deepEqual((await collect(await ai.batches.list({ config: { pageSize: 1 } }))).map(b => b.name), [batch.name]));
await test('a batch job is deleted', async () => {
  await ai.batches.delete({ name: batch.name });
  await assert.rejects(ai.batches.get({ name: batch.name }), e => e.status === 404);
});
done();
