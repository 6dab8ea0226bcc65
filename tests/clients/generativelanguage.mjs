// Google's generated client over REST: create, wait, get, list, update, permissions, generate, delete.
import assert from 'node:assert/strict';
import { protos, v1beta } from '@google-ai/generativelanguage';
import { GoogleAuth, PassThroughClient } from 'google-auth-library';

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

const bases = (await models.listModels({}, { autoPaginate: false }))[0];
const base = bases.find(m => m.supportedGenerationMethods.includes('createTunedModel'));
assert.ok(base);

const examples = [['1', '2'], ['3', '4'], ['-3', '-2'], ['twenty two', 'twenty three']]
  .map(([textInput, output]) => ({ textInput, output }));
const [operation] = await models.createTunedModel({
  tunedModel: {
    displayName: 'from JavaScript',
    baseModel: base.name,
    tuningTask: { trainingData: { examples: { examples } }, hyperparameters: { epochCount: 20, batchSize: 2, learningRate: 0.001 } },
  },
});
assert.equal(operation.metadata.totalSteps, 40);
const [tuned, metadata] = await operation.promise();
assert.equal(tuned.state, protos.google.ai.generativelanguage.v1beta.TunedModel.State.ACTIVE);
assert.equal(metadata.completedSteps, 40);
assert.ok(metadata.snapshots.at(-1).meanLoss < metadata.snapshots[0].meanLoss);

const [got] = await models.getTunedModel({ name: tuned.name });
assert.equal(got.displayName, 'from JavaScript');
assert.ok((await models.listTunedModels({}))[0].some(m => m.name === tuned.name));

const [updated] = await models.updateTunedModel({
  tunedModel: { name: tuned.name, displayName: 'renamed', description: 'not in the mask' },
  updateMask: { paths: ['display_name'] },
});
assert.equal(updated.displayName, 'renamed');
assert.equal(updated.description, '');

const [permission] = await permissions.createPermission({
  parent: tuned.name, permission: { granteeType: 'USER', emailAddress: 'her@example.com', role: 'READER' },
});
const [writer] = await permissions.updatePermission({
  permission: { name: permission.name, role: 'WRITER' }, updateMask: { paths: ['role'] },
});
assert.equal(writer.role, 'WRITER');
assert.equal((await permissions.listPermissions({ parent: tuned.name }))[0].length, 2);
await permissions.deletePermission({ name: permission.name });

const contents = [{ role: 'user', parts: [{ text: 'twenty two' }] }];
const [answer] = await generative.generateContent({ model: tuned.name, contents });
assert.equal(answer.candidates[0].content.parts[0].text, 'twenty three');
assert.equal(answer.candidates[0].finishReason, 'STOP');

let streamed = '';
for await (const part of generative.streamGenerateContent({ model: tuned.name, contents }))
  streamed += part.candidates[0].content.parts[0].text;
assert.equal(streamed, 'twenty three');

await models.deleteTunedModel({ name: tuned.name });
await assert.rejects(models.getTunedModel({ name: tuned.name }), e => e.code === 404 && /does not exist/.test(e.message));
console.log('ok');
