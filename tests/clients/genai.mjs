// Google's current SDK with the Gemini Developer API: generate, stream, count, list and get models, errors.
import assert from 'node:assert/strict';
import { GoogleGenAI } from '@google/genai';
import { done, test } from './cases.mjs';

const [, , address, model, prompt, expected] = process.argv;
const ai = new GoogleGenAI({ apiKey: 'not-a-key', httpOptions: { baseUrl: address } });
const base = 'gemini-2.5-flash';
const collect = async pages => {
  const all = [];
  for await (const one of pages)
    all.push(one);
  return all;
};

await test('a tuned model answers', async () => {
  const answer = await ai.models.generateContent({ model, contents: prompt, config: { temperature: 0, seed: 1, candidateCount: 1 } });
  assert.equal(answer.text, expected);
  assert.ok(answer.usageMetadata.totalTokenCount > 0);
});
await test('an answer is streamed', async () => {
  let streamed = '';
  for await (const part of await ai.models.generateContentStream({ model, contents: prompt }))
    streamed += part.text ?? '';
  assert.equal(streamed, expected);
});
await test('every setting is taken', async () => {
  const config = {
    topP: 0.9, topK: 5, maxOutputTokens: 100, stopSequences: ['#'], presencePenalty: 0, frequencyPenalty: 0, serviceTier: 'flex',
    thinkingConfig: { thinkingBudget: 0 }, systemInstruction: 'Be brief.', labels: { a: 'b' },
    safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }] };
  assert.match((await ai.models.generateContent({ model: base, contents: prompt, config })).text, /has not been taught/);
});
await test('base models are listed', async () => assert.ok((await collect(await ai.models.list({ config: { queryBase: true } }))).length >= 2));
await test('tuned models are listed page by page', async () => {
  const tuned = await collect(await ai.models.list({ config: { queryBase: false, pageSize: 1 } }));
  assert.ok(tuned.some(one => one.name === model));
});
await test('models are found', async () => {
  assert.equal((await ai.models.get({ model })).name, model);
  assert.equal((await ai.models.get({ model: base })).name, `models/${base}`);
});
await test('a tuned model is changed', async () => {
  const changed = await ai.models.update({ model, config: { displayName: 'renamed', description: 'd' } });
  assert.deepEqual([changed.displayName, changed.description], ['renamed', 'd']);
});
await test('tokens are counted', async () => {
  const { totalTokens } = await ai.models.countTokens({ model: base, contents: 'hello world' });
  assert.equal(totalTokens, 3);
});
await test('a tuned model takes no system instruction', () => assert.rejects(
  ai.models.generateContent({ model, contents: prompt, config: { systemInstruction: 'Be brief.' } }),
  e => e.status === 400 && /Developer instruction is not enabled/.test(e.message)));
await test('a cached content that does not exist is not found', () => assert.rejects(
  ai.models.generateContent({ model: base, contents: prompt, config: { cachedContent: 'cachedContents/x' } }),
  e => e.status === 404 && /cached content metadata/.test(e.message)));
await test('an unknown model is not found', () => assert.rejects(
  ai.models.generateContent({ model: 'unknown', contents: prompt }), e => e.status === 404 && /for API version v1,/.test(e.message)));
await test('a prompt is blocked', async () => {
  const blocked = await ai.models.generateContent({ model, contents: 'EMULATOR_BLOCK_PROMPT' });
  assert.equal(blocked.promptFeedback.blockReason, 'SAFETY');
});
await test('a tuned model is deleted', async () => {
  await ai.models.delete({ model });
  await assert.rejects(ai.models.get({ model }), e => e.status === 404);
});
done();
