"""Writes weighted.json next to it: calibration and concordance with sample weights, on the rows of metrics.json.

scikit-learn has neither with weights (calibration_curve takes none, and there is no concordance index): they are written out here from their definitions, and checked against scikit-learn where
weights are whole numbers, which say how often a row is repeated, and where targets are 0 and 1, for which concordance is the weighted area under the ROC curve.
Debian 12: apt-get install python3-sklearn, then /usr/bin/python3 weighted.py. Written with scikit-learn 1.2.1.
"""
import json
import pathlib

import numpy as np
from sklearn import calibration, metrics

folder = pathlib.Path(__file__).parent
data = json.loads((folder / "metrics.json").read_text())


def curve(targets, scores, weights, bins):
    places = np.searchsorted(np.linspace(0.0, 1.0, bins + 1)[1:-1], scores)
    totals = np.bincount(places, weights=weights, minlength=bins)
    filled = totals > 0
    predicted = np.bincount(places, weights=weights * scores, minlength=bins)[filled] / totals[filled]
    observed = np.bincount(places, weights=weights * targets, minlength=bins)[filled] / totals[filled]
    return predicted, observed, totals[filled]


def error(targets, scores, weights, bins):
    predicted, observed, totals = curve(targets, scores, weights, bins)
    return float(np.sum(totals * np.abs(observed - predicted)) / np.sum(totals))


def concordance(targets, outputs, weights):
    agreements = pairs = 0.0
    for i in range(len(targets)):
        for j in range(len(targets)):
            if targets[i] < targets[j]:
                weight = weights[i] * weights[j]
                pairs += weight
                agreements += weight * (1.0 if outputs[i] < outputs[j] else 0.5 if outputs[i] == outputs[j] else 0.0)
    return agreements / pairs


binary = data["binary"]
targets, scores, weights = (np.array(binary[name]) for name in ("targets", "scores", "weights"))
repeats = np.arange(len(targets)) % 4
x, y, _ = curve(targets, scores, repeats.astype(float), 10)
observed, predicted = calibration.calibration_curve(np.repeat(targets, repeats), np.repeat(scores, repeats), n_bins=10)
assert np.allclose(x, predicted, atol=1e-12) and np.allclose(y, observed, atol=1e-12)
assert abs(concordance(targets, scores, weights) - metrics.roc_auc_score(targets, scores, sample_weight=weights)) < 1e-12

classes = data["classes"]
rows = np.array(classes["scores"]).reshape(len(classes["labels"]), -1)
right = (rows.argmax(axis=1) == np.array(classes["labels"])).astype(float)
numbers = data["numbers"]
x, y, totals = curve(targets, scores, weights, 10)
(folder / "weighted.json").write_text(json.dumps({
    "x": x.tolist(), "y": y.tolist(), "totals": totals.tolist(),
    "binaryError": {str(bins): error(targets, scores, weights, bins) for bins in (10, 4)},
    "classesError": {str(bins): error(right, rows.max(axis=1), np.array(classes["weights"]), bins) for bins in (10, 15)},
    "concordance": concordance(np.array(numbers["targets"])[::2], np.array(numbers["outputs"])[::2], np.array(numbers["weights"])),
}) + "\n")
