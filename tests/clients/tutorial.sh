#!/usr/bin/env bash
# The official tutorial's steps with curl, trailing comma and all.
set -euo pipefail
base_url="${1%/}"
export NO_PROXY='*' no_proxy='*'

curl --silent --show-error --fail --max-time 10 "$base_url/v1beta/tunedModels?page_size=5&key=not-a-key" > /dev/null

created=$(curl --silent --show-error --fail --max-time 10 -X POST "$base_url/v1beta/tunedModels?key=not-a-key" \
    -H 'Content-Type: application/json' \
    -d '
      {
        "display_name": "number generator model",
        "base_model": "models/gemini-1.5-flash-001-tuning",
        "tuning_task": {
          "hyperparameters": {
            "batch_size": 2,
            "learning_rate": 0.001,
            "epoch_count":5,
          },
          "training_data": {
            "examples": {
              "examples": [
                { "text_input": "1", "output": "2", },{ "text_input": "3", "output": "4", },
                { "text_input": "-3", "output": "-2", },{ "text_input": "twenty two", "output": "twenty three", },
              ]
            }
          }
        }
      }')
operation=$(sed -n 's/.*"name": "\([^"]*\)".*/\1/p' <<< "$created" | head -n 1)
model=${operation%%/operations/*}

for _ in $(seq 600); do
    polled=$(curl --silent --show-error --fail --max-time 10 "$base_url/v1/$operation")
    grep --quiet '"done": true' <<< "$polled" && break
    sleep 0.05
done
grep '"meanLoss"' <<< "$polled" | tail -n 1
grep '"completedPercent": 100' <<< "$polled"
curl --silent --show-error --fail --max-time 10 "$base_url/v1beta/$model" | grep '"state": "ACTIVE"'

curl --silent --show-error --fail --max-time 10 -X POST "$base_url/v1beta/$model:generateContent" \
    -H 'Content-Type: application/json' \
    -d '{ "contents": [{ "parts": [{ "text": "twenty two" }] }] }' | grep '"text": "twenty three"'
curl --silent --show-error --fail --max-time 10 -X DELETE "$base_url/v1beta/$model" > /dev/null
test "$(curl --silent --output /dev/null --write-out '%{http_code}' --max-time 10 "$base_url/v1beta/$model")" = 404
echo ok
