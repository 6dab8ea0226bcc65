// Google's generated client of Vertex AI over REST: tuning jobs, models, endpoints, batch jobs, generate, count, delete.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { protos, v1, v1beta1 } from '@google-cloud/aiplatform';
import { GoogleAuth, PassThroughClient } from 'google-auth-library';
import { done, test } from './cases.mjs';

const address = new URL(process.argv[2]);
const options = {
  fallback: 'rest',
  protocol: 'http',
  apiEndpoint: address.hostname,
  port: Number(address.port),
  auth: new GoogleAuth({ authClient: new PassThroughClient() }),
};
const [tuning, jobs, models, endpoints, prediction, tokens, garden] = [
  new v1.GenAiTuningServiceClient(options), new v1.JobServiceClient(options), new v1.ModelServiceClient(options), new v1.EndpointServiceClient(options),
  new v1.PredictionServiceClient(options), new v1.LlmUtilityServiceClient(options), new v1beta1.ModelGardenServiceClient(options)];
const { JobState } = protos.google.cloud.aiplatform.v1;
const parent = 'projects/my-project/locations/us-central1';
const base = `${parent}/publishers/google/models/gemini-2.5-flash`;
const turn = (role, text) => ({ role, parts: [{ text }] });
const contents = [turn('user', 'twenty two')];
const state = job => typeof job.state === 'string' ? JobState[job.state] : job.state;

async function upload(name, content) {
  const stored = await fetch(new URL(`upload/storage/v1/b/my-bucket/o?uploadType=media&name=${name}`, address), { method: 'POST', body: content });
  assert.equal(stored.status, 200);
}
async function ended(get) {
  for (;;) {
    const [job] = await get();
    if ([JobState.JOB_STATE_SUCCEEDED, JobState.JOB_STATE_FAILED, JobState.JOB_STATE_CANCELLED].includes(state(job)))
      return job;
    await pause(20);
  }
}
const numbers = [['1', '2'], ['3', '4'], ['seven', 'eight'], ['twenty two', 'twenty three']];
await upload('train.jsonl', numbers.map(([input, output]) => JSON.stringify({ contents: [turn('user', input), turn('model', output)] })).join('\n'));
const tuningJob = {
  baseModel: 'gemini-2.5-flash', tunedModelDisplayName: 'generated', description: 'd', labels: { a: 'b' },
  supervisedTuningSpec: { trainingDatasetUri: 'gs://my-bucket/train.jsonl', hyperParameters: { epochCount: 20, adapterSize: 'ADAPTER_SIZE_FOUR' } } };
let [job, model, endpoint, batch] = [];

await test('a tuning job succeeds', async () => {
  const [created] = await tuning.createTuningJob({ parent, tuningJob });
  job = await ended(() => tuning.getTuningJob({ name: created.name }));
  assert.equal(state(job), JobState.JOB_STATE_SUCCEEDED);
  assert.equal(job.tunedModel.checkpoints.length, 10);
  assert.equal(Number(job.tuningDataStats.supervisedTuningDataStats.tuningDatasetExampleCount), 4);
  ({ model, endpoint } = job.tunedModel);
});
await test('a tuning job is canceled', async () => {
  const [created] = await tuning.createTuningJob({ parent, tuningJob });
  await tuning.cancelTuningJob({ name: created.name });
  assert.equal(state(await ended(() => tuning.getTuningJob({ name: created.name }))), JobState.JOB_STATE_CANCELLED);
});
await test('tuning jobs are listed by a filter', async () =>
  assert.equal((await tuning.listTuningJobs({ parent, filter: 'state=JOB_STATE_SUCCEEDED', pageSize: 1 }))[0].length, 1));
await test('the tuned endpoint answers', async () => {
  const [answer] = await prediction.generateContent({ model: endpoint, contents, generationConfig: { temperature: 0 } });
  assert.equal(answer.candidates[0].content.parts[0].text, 'twenty three');
  assert.equal(answer.candidates[0].finishReason, 'STOP');
  assert.equal(answer.usageMetadata.trafficType, 'ON_DEMAND');
});
await test('an answer is streamed', async () => {
  let streamed = '';
  for await (const part of prediction.streamGenerateContent({ model: endpoint, contents, generationConfig: { temperature: 0 } }))
    streamed += part.candidates[0].content.parts[0].text;
  assert.equal(streamed, 'twenty three');
});
await test('a base model answers', async () =>
  assert.match((await prediction.generateContent({ model: base, contents }))[0].candidates[0].content.parts[0].text, /has not been taught/));
await test('tokens are counted', async () => {
  for (const one of [endpoint, base]) {
    const [count] = await tokens.countTokens({ endpoint: one, model: one, contents });
    assert.deepEqual([count.totalTokens, count.totalBillableCharacters], [3, 9]);
  }
});
await test('base models are listed and found', async () => {
  const [all] = await garden.listPublisherModels({ parent: 'publishers/google', pageSize: 2 });
  assert.ok(all.some(one => one.name === 'publishers/google/models/gemini-2.5-flash'));
  assert.equal((await garden.getPublisherModel({ name: all[0].name }))[0].launchStage, 'GA');
});
await test('a model is found with its source', async () => {
  const [found] = await models.getModel({ name: model });
  assert.deepEqual([found.displayName, found.versionId, found.defaultCheckpointId], ['generated', '1', '10']);
  assert.equal(found.modelSourceInfo.sourceType, 'GENIE');
});
await test('models are listed in an order, with the fields that are asked for', async () => {
  const [[first]] = await models.listModels({ parent, orderBy: 'display_name desc', readMask: { paths: ['display_name'] } });
  assert.deepEqual([first.displayName, first.name], ['generated', '']);
});
await test('versions are listed', async () => assert.equal((await models.listModelVersions({ name: model, orderBy: 'create_time' }))[0].length, 1));
await test('checkpoints are listed page by page', async () => {
  const [checkpoints] = await models.listModelVersionCheckpoints({ name: model, pageSize: 3 });
  assert.deepEqual(checkpoints.map(c => c.checkpointId), Array.from({ length: 10 }, (_, i) => `${i + 1}`));
});
await test('what the mask names is changed', async () => {
  const [changed] = await models.updateModel({
    model: { name: model, displayName: 'renamed', description: 'not in the mask', defaultCheckpointId: '2' },
    updateMask: { paths: ['display_name', 'default_checkpoint_id'] } });
  assert.deepEqual([changed.displayName, changed.description, changed.defaultCheckpointId], ['renamed', 'd', '2']);
});
await test('a batch job answers', async () => {
  await upload('prompts.jsonl', JSON.stringify({ request: { contents } }));
  [batch] = await jobs.createBatchPredictionJob({ parent, batchPredictionJob: {
    displayName: 'mine', model, inputConfig: { instancesFormat: 'jsonl', gcsSource: { uris: ['gs://my-bucket/prompts.jsonl'] } },
    outputConfig: { predictionsFormat: 'jsonl', gcsDestination: { outputUriPrefix: 'gs://my-bucket/answers' } } } });
  batch = await ended(() => jobs.getBatchPredictionJob({ name: batch.name }));
  assert.equal(state(batch), JobState.JOB_STATE_SUCCEEDED);
  assert.equal(Number(batch.completionStats.successfulCount), 1);
});
await test('batch jobs are listed with the fields that are asked for', async () => {
  const [[first]] = await jobs.listBatchPredictionJobs({ parent, readMask: { paths: ['name'] } });
  assert.deepEqual([first.name, first.displayName], [batch.name, '']);
});
await test('a batch job is deleted', async () => {
  const [operation] = await jobs.deleteBatchPredictionJob({ name: batch.name });
  await operation.promise();
  await assert.rejects(jobs.getBatchPredictionJob({ name: batch.name }), e => e.httpStatusCode === 404);
});
await test('endpoints are listed, undeployed and deleted', async () => {
  const [all] = await endpoints.listEndpoints({ parent, orderBy: 'create_time desc' });
  assert.equal(all.length, 10);
  for (const one of all) {
    await (await endpoints.undeployModel({ endpoint: one.name, deployedModelId: one.deployedModels[0].id }))[0].promise();
    await (await endpoints.deleteEndpoint({ name: one.name }))[0].promise();
  }
  assert.equal((await endpoints.listEndpoints({ parent }))[0].length, 0);
});
await test('a model is deleted', async () => {
  await (await models.deleteModel({ name: model.split('@')[0] }))[0].promise();
  await assert.rejects(models.getModel({ name: model }), e => e.httpStatusCode === 404 && /not found/.test(e.message));
});
done();
