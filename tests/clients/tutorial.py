"""The official tutorial's steps with requests, in its manner: snake_case, polling v1, the state read from the model."""
import json
import sys
import time

import requests

base_url = sys.argv[1].rstrip('/')
rows = [('1', '2'), ('3', '4'), ('-3', '-2'), ('twenty two', 'twenty three'), ('two hundred', 'two hundred one'),
        ('ninety nine', 'one hundred'), ('8', '9'), ('-98', '-97'), ('1,000', '1,001'), ('10,100,000', '10,100,001'),
        ('thirteen', 'fourteen'), ('eighty', 'eighty one'), ('one', 'two'), ('three', 'four'), ('seven', 'eight')]
headers = {'Authorization': 'Bearer not-a-token', 'Content-Type': 'application/json', 'x-goog-user-project': 'project'}

client = requests.Session()
client.trust_env = False

operation = client.post(
    url=f'{base_url}/v1beta/tunedModels',
    headers=headers,
    json={
        'display_name': 'number generator',
        'base_model': 'models/gemini-1.5-flash-001-tuning',
        'tuning_task': {
            'hyperparameters': {'batch_size': 4, 'learning_rate': 0.001, 'epoch_count': 5},
            'training_data': {'examples': {'examples': [{'text_input': i, 'output': o} for i, o in rows]}},
        },
    },
)
operation.raise_for_status()
assert 'done' not in operation.json() and 'snapshots' not in operation.json()['metadata']
assert operation.json()['metadata']['totalSteps'] == 19
name = operation.json()['metadata']['tunedModel']

op_json = {}
for _ in range(600):
    op_json = client.get(url=f"{base_url}/v1/{operation.json()['name']}", headers=headers).json()
    metadata = op_json['metadata']
    if 'snapshots' in metadata:
        print(f"{metadata.get('completedPercent', 0):.2f}% - {metadata['snapshots'][-1]}")
    if 'response' in op_json or 'error' in op_json:
        break
    time.sleep(0.05)

assert op_json['done'] and op_json['metadata']['snapshots'][-1]['epoch'] == 5, op_json
tuned = client.get(url=f'{base_url}/v1beta/{name}', headers=headers).json()
print(json.dumps(tuned, indent=4)[:200])
assert tuned['state'] == 'ACTIVE' and 'trainingData' not in tuned['tuningTask']

answer = client.post(
    url=f'{base_url}/v1beta/{name}:generateContent',
    headers=headers,
    json={'contents': [{'parts': [{'text': 'twenty two'}]}]},
)
assert answer.json()['candidates'][0]['content']['parts'][0]['text'] == 'twenty three', answer.json()

with client.post(
    url=f'{base_url}/v1beta/{name}:streamGenerateContent', params={'alt': 'sse'}, headers=headers, stream=True,
    json={'contents': [{'parts': [{'text': 'twenty two'}]}]},
) as stream:
    pieces = [json.loads(line[len('data: '):]) for line in stream.iter_lines(decode_unicode=True) if line]
assert len(pieces) > 1
assert ''.join(p['candidates'][0]['content']['parts'][0]['text'] for p in pieces) == 'twenty three'

listed = client.get(url=f'{base_url}/v1beta/tunedModels', params={'page_size': 5}, headers=headers).json()
assert name in [m['name'] for m in listed['tunedModels']]
print('ok')
