#!/usr/bin/env python3
"""Writes reference.json: the results of independent implementations, which ReferenceTests compares with ours.

Debian: apt-get install python3-sklearn python3-statsmodels python3-scipy python3-nltk
Run:    python3 make_reference.py > reference.json
"""
import json
import math
import random
import re
import string
import sys
from collections import Counter
from functools import lru_cache

import nltk
import numpy
import scipy
import sklearn
import statsmodels
from nltk.translate.chrf_score import chrf_precision_recall_fscore_support
from scipy import special, stats
from sklearn import metrics
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

RANDOM = random.Random(16)

TEXTS = [
    ("It is a guide to action that ensures that the military will forever heed Party commands",
     "It is a guide to action which ensures that the military always obeys the commands of the party"),
    ("It is a guide to action that ensures that the military will forever heed Party commands",
     "It is to insure the troops forever hearing the activity guidebook that party direct"),
    ("the cat is on the mat", "the the the the the the the"),
    ("police killed the gunman", "police kill the gunman"),
    ("The answer is 42.", "the answer is: 42"),
    ("Denver Broncos", "the Denver Broncos!"),
    ("yes", "yes"), ("yes", "no"), ("a", "b"), ("A", "an"), ("", "x"), ("x", ""), ("7", "7"), ("12", "21"),
    ("größer als Öl", "Größer, als Öl"), ("Строка текста", "строка другого текста"), ("東京都に住んでいます", "東京に住む"),
    ("emoji 😀 end", "emoji 😀😀 end"), ("C++", "C#"), ("it's over", "its over"), ("tab\tand\nline", "tab and line"),
]
WORDS = "the a model tuned on few examples answers with one word of them, often right. But: not always! 3 4 5 x-ray".split()
for _ in range(60):
    one = [RANDOM.choice(WORDS) for _ in range(RANDOM.randint(1, 14))]
    other = [word for word in one if RANDOM.random() < 0.8] + [RANDOM.choice(WORDS) for _ in range(RANDOM.randint(0, 4))]
    TEXTS.append((" ".join(one), " ".join(other)))


def normalize(text):
    """The published evaluation script of SQuAD, in its own order: case, punctuation, articles, white space."""
    text = "".join(character for character in text.lower() if character not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def token_f1(expected, actual):
    gold, guess = normalize(expected).split(), normalize(actual).split()
    if not gold or not guess:
        return float(gold == guess)
    same = sum((Counter(gold) & Counter(guess)).values())
    if same == 0:
        return 0.0
    precision, recall = same / len(guess), same / len(gold)
    return 2 * precision * recall / (precision + recall)


def rouge_l(expected, actual):
    one, other = (re.findall(r"[^\W_]+", text.lower()) for text in (expected, actual))
    if not one or not other:
        return float(expected.strip() == actual.strip())

    @lru_cache(None)
    def longest(left, right):
        if left == 0 or right == 0:
            return 0
        if one[left - 1] == other[right - 1]:
            return longest(left - 1, right - 1) + 1
        return max(longest(left - 1, right), longest(left, right - 1))

    common = longest(len(one), len(other))
    return 2 * common / (len(one) + len(other))


def chrf(expected, actual):
    """NLTK counts precision and recall of each length; they are averaged as in Popovic (2015) over the lengths that both have."""
    one, other = (re.sub(r"\s+", "", text) for text in (expected, actual))
    orders = min(6, len(one), len(other))
    if orders == 0:
        return float(len(one) == len(other))
    parts = [chrf_precision_recall_fscore_support(one, other, order, beta=2.0) for order in range(1, orders + 1)]

    # NLTK returns epsilon for both if there is no match, which is zero here.
    precision, recall = (sum(part[index] if part[3] else 0 for part in parts) / orders for index in (0, 1))
    return 5 * precision * recall / (4 * precision + recall) if precision + recall else 0.0


def classification(classes, outside, rows):
    expected = [RANDOM.choice(classes) for _ in range(rows)]
    actual = [label if RANDOM.random() < 0.7 else RANDOM.choice(classes + outside) for label in expected]
    labels = sorted(set(expected))
    precision, recall, f1, support = metrics.precision_recall_fscore_support(expected, actual, labels=labels, zero_division=0)
    result = {"expected": expected, "actual": actual, "labels": labels, "precision": list(precision), "recall": list(recall), "f1": list(f1),
              "support": [int(count) for count in support], "accuracy": metrics.accuracy_score(expected, actual),
              "classAccuracy": [metrics.accuracy_score([x == label for x in expected], [x == label for x in actual]) for label in labels]}
    for average in ("macro", "weighted"):
        values = metrics.precision_recall_fscore_support(expected, actual, labels=labels, average=average, zero_division=0)
        result[average] = [float(value) for value in values[:3]]
    everything = labels + sorted(set(actual) - set(labels))
    matrix = metrics.confusion_matrix(expected, actual, labels=everything)
    size = len(labels)
    result["matrix"] = [[int(x) for x in row[:size]] + [int(sum(row[size:]))] for row in matrix[:size]]
    return result


def numbers(rows):
    expected = [round(RANDOM.uniform(-50, 50), 2) for _ in range(rows)]
    actual = [round(value + RANDOM.gauss(0, 5), 3) for value in expected]
    return {"expected": expected, "actual": actual, "absolute": metrics.mean_absolute_error(expected, actual),
            "relative": metrics.mean_absolute_percentage_error(expected, actual)}


def permutation(size):
    changes = [round(RANDOM.gauss(0.1, 0.3), 3) for _ in range(size)]
    test = stats.permutation_test((numpy.array(changes),), lambda x, axis=-1: numpy.mean(x, axis=axis), permutation_type="samples",
                                  n_resamples=math.inf, alternative="two-sided", vectorized=True)
    return {"changes": changes, "p": float(test.pvalue)}


def holm(count):
    values = [round(RANDOM.random() ** 3, 6) for _ in range(count)]
    return {"values": values, "adjusted": list(multipletests(values, method="holm")[1])}


def wilson(successes, count):
    lower, upper = proportion_confint(successes, count, alpha=0.05, method="wilson")
    return [successes, count, float(lower), float(upper)]


def mc_nemar(first, second):
    table = [[10, first], [second, 10]]
    return [first, second, float(mcnemar(table, exact=True).pvalue), float(mcnemar(table, exact=False, correction=True).pvalue)]


values = [round(RANDOM.expovariate(0.01), 3) for _ in range(37)]
json.dump({
    "versions": {"python": sys.version.split()[0], "scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__,
                 "scipy": scipy.__version__, "nltk": nltk.__version__, "numpy": numpy.__version__},
    "texts": [{"expected": one, "actual": other, "normalized": normalize(one), "tokenF1": token_f1(one, other),
               "rougeL": rouge_l(one, other), "chrF": chrf(one, other)} for one, other in TEXTS],
    "classification": [classification(["yes", "no"], [], 60), classification(["bug", "question", "wish"], ["other", "Bug"], 200),
                       classification([f"c{index}" for index in range(12)], ["?"], 300)],
    "numbers": numbers(50),
    "wilson": [wilson(*pair) for pair in [(0, 10), (1, 10), (10, 10), (81, 263), (15, 148), (190, 200), (999_000, 1_000_000)]],
    "mcnemar": [mc_nemar(*pair) for pair in [(0, 1), (0, 6), (1, 9), (12, 2), (25, 25), (40, 61), (400, 470), (3000, 3200)]],
    "erfc": [[x, float(special.erfc(x))] for x in [-3, -0.5, 0, 1e-3, 0.5, 1, 2, 2.4999, 2.5, 3, 5, 10, 20]],
    "quantile": [[p, float(special.ndtri(p))] for p in [1e-12, 1e-4, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999999]],
    "logFactorial": [[n, float(special.gammaln(n + 1))] for n in [0, 1, 5, 31, 32, 33, 100, 12_345, 1_000_000]],
    "percentiles": {"values": values, "results": [[p, float(numpy.percentile(values, 100 * p))] for p in [0, 0.025, 0.5, 0.9, 0.95, 0.99, 1]]},
    "permutation": [permutation(size) for size in (3, 6, 9, 12)],
    "holm": [holm(count) for count in (1, 3, 8)],
}, sys.stdout, ensure_ascii=True, indent=1)
print()
