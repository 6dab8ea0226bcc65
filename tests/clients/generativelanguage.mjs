// Google's generated client over REST: create, wait, get, list, update, permissions, generate, count, delete.
import assert from 'node:assert/strict';
import { protos, v1beta } from '@google-ai/generativelanguage';
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
const models = new v1beta.ModelServiceClient(options);
const permissions = new v1beta.PermissionServiceClient(options);
const generative = new v1beta.GenerativeServiceClient(options);

const State = protos.google.ai.generativelanguage.v1beta.TunedModel.State;
const contents = [{ role: 'user', parts: [{ text: 'twenty two' }] }];
let [base, tuned, permission] = [];

await test('base models are listed', async () => {
  const [bases] = await models.listModels({}, { autoPaginate: false });
  base = bases.find(m => m.supportedGenerationMethods.includes('createTunedModel'));
  assert.ok(base);
});
await test('a base model is found', async () => assert.equal((await models.getModel({ name: base.name }))[0].name, base.name));
await test('a model is tuned', async () => {
  const examples = [['1', '2'], ['3', '4'], ['-3', '-2'], ['twenty two', 'twenty three']].map(([textInput, output]) => ({ textInput, output }));
  const [operation] = await models.createTunedModel({
    tunedModel: {
      displayName: 'from JavaScript',
      baseModel: base.name,
      tuningTask: { trainingData: { examples: { examples } }, hyperparameters: { epochCount: 20, batchSize: 2, learningRate: 0.001 } },
    },
  });
  assert.equal(operation.metadata.totalSteps, 40);
  let metadata;
  [tuned, metadata] = await operation.promise();
  assert.equal(tuned.state, State.ACTIVE);
  assert.equal(metadata.completedSteps, 40);
  assert.ok(metadata.snapshots.at(-1).meanLoss < metadata.snapshots[0].meanLoss);
});
await test('the tuned model is found', async () => assert.equal((await models.getTunedModel({ name: tuned.name }))[0].displayName, 'from JavaScript'));
await test('the tuned model is listed', async () => assert.ok((await models.listTunedModels({}))[0].some(m => m.name === tuned.name)));
await test('what the mask names is changed', async () => {
  const [updated] = await models.updateTunedModel({
    tunedModel: { name: tuned.name, displayName: 'renamed', description: 'not in the mask' },
    updateMask: { paths: ['display_name'] },
  });
  assert.deepEqual([updated.displayName, updated.description], ['renamed', '']);
});
await test('the model is shared', async () => {
  [permission] = await permissions.createPermission({
    parent: tuned.name, permission: { granteeType: 'USER', emailAddress: 'her@example.com', role: 'READER' },
  });
  assert.equal((await permissions.getPermission({ name: permission.name }))[0].role, 'READER');
});
await test('a permission is changed', async () => {
  const [writer] = await permissions.updatePermission({ permission: { name: permission.name, role: 'WRITER' }, updateMask: { paths: ['role'] } });
  assert.equal(writer.role, 'WRITER');
});
await test('permissions are listed', async () => assert.equal((await permissions.listPermissions({ parent: tuned.name }))[0].length, 2));
await test('a permission is deleted', async () => {
  await permissions.deletePermission({ name: permission.name });
  assert.equal((await permissions.listPermissions({ parent: tuned.name }))[0].length, 1);
});
await test('the tuned model answers', async () => {
  const [answer] = await generative.generateContent({ model: tuned.name, contents });
  assert.equal(answer.candidates[0].content.parts[0].text, 'twenty three');
  assert.equal(answer.candidates[0].finishReason, 'STOP');
});
await test('an answer is streamed', async () => {
  let streamed = '';
  for await (const part of generative.streamGenerateContent({ model: tuned.name, contents }))
    streamed += part.candidates[0].content.parts[0].text;
  assert.equal(streamed, 'twenty three');
});
await test('tokens are counted', async () => {
  const [count] = await generative.countTokens({ model: base.name, contents });
  assert.equal(count.totalTokens, 3);
  const [whole] = await generative.countTokens({ model: base.name, generateContentRequest: { model: base.name, contents } });
  assert.equal(whole.totalTokens, 3);
});
await test('the tuned model is deleted', async () => {
  await models.deleteTunedModel({ name: tuned.name });
  await assert.rejects(models.getTunedModel({ name: tuned.name }), e => e.httpStatusCode === 404 && /does not exist/.test(e.message));
});
done();
