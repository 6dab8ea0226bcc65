// Google's current SDK: generate, stream, list and get tuned models, errors.
import assert from 'node:assert/strict';
import { GoogleGenAI } from '@google/genai';

const [, , address, model, prompt, expected] = process.argv;
const ai = new GoogleGenAI({ apiKey: 'not-a-key', httpOptions: { baseUrl: address } });

const answer = await ai.models.generateContent({ model, contents: prompt, config: { temperature: 0, seed: 1, candidateCount: 1 } });
assert.equal(answer.text, expected);
assert.ok(answer.usageMetadata.totalTokenCount > 0);

let streamed = '';
for await (const part of await ai.models.generateContentStream({ model, contents: prompt }))
  streamed += part.text ?? '';
assert.equal(streamed, expected);

const names = [];
for await (const base of await ai.models.list({ config: { queryBase: true } }))
  names.push(base.name);
assert.ok(names.length >= 2);

const tuned = [];
for await (const one of await ai.models.list({ config: { queryBase: false, pageSize: 1 } }))
  tuned.push(one.name);
assert.ok(tuned.includes(model));

assert.equal((await ai.models.get({ model })).name, model);
await assert.rejects(
  ai.models.generateContent({ model, contents: prompt, config: { systemInstruction: 'Be brief.' } }),
  e => e.status === 400 && /Developer instruction is not enabled/.test(e.message));

const blocked = await ai.models.generateContent({ model, contents: 'EMULATOR_BLOCK_PROMPT' });
assert.equal(blocked.promptFeedback.blockReason, 'SAFETY');
console.log('ok');
