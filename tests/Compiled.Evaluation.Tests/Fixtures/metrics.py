"""Writes metrics.json next to it: scikit-learn's values of every metric and curve, with and without sample weights.

Debian 12: apt-get install python3-sklearn, then /usr/bin/python3 metrics.py. Written with scikit-learn 1.2.1.
Inputs are rounded to float32, so that both sides see the same numbers; scores have many ties.
The first threshold of a ROC curve is the largest score plus 1 in 1.2 and infinity since 1.3: it is left out.
"""
import json
import pathlib
import warnings

import numpy as np
from sklearn import calibration, metrics

warnings.filterwarnings("ignore")
random = np.random.default_rng(7)


def f32(values):
    return np.asarray(values, dtype=np.float32)


def listed(values):
    return [float(value) for value in np.ravel(values)]


def curves(targets, scores, weights):
    result = {}
    for name, drop in (("roc", True), ("rocFull", False)):
        fpr, tpr, thresholds = metrics.roc_curve(targets, scores, sample_weight=weights, drop_intermediate=drop)
        result[name] = {"x": listed(fpr), "y": listed(tpr), "thresholds": listed(thresholds[1:])}
    precision, recall, thresholds = metrics.precision_recall_curve(targets, scores, sample_weight=weights)
    result["precisionRecall"] = {"x": listed(recall), "y": listed(precision), "thresholds": listed(thresholds)}
    return result


def calibration_of(targets, scores, bins, strategy):
    observed, predicted = calibration.calibration_curve(targets, scores, n_bins=bins, strategy=strategy)
    return {"bins": bins, "strategy": strategy, "x": listed(predicted), "y": listed(observed)}


def calibration_error(targets, scores, bins):
    """From scikit-learn's points and the rows of each bin."""
    observed, predicted = calibration.calibration_curve(targets, scores, n_bins=bins)
    edges = np.linspace(0.0, 1.0, bins + 1)
    counts = np.bincount(np.searchsorted(edges[1:-1], scores), minlength=bins)
    counts = counts[counts > 0]
    return float(np.sum(counts * np.abs(observed - predicted)) / np.sum(counts))


def binary():
    rows = 120
    targets = (random.random(rows) < 0.35).astype(int)
    scores = f32(np.round(np.clip(0.45 * targets + 0.55 * random.random(rows), 0.0, 1.0), 2))
    weights = f32(np.round(random.random(rows) * 3, 2))
    weights[::11] = 0
    predicted = (scores > 0.5).astype(int)
    result = {"targets": listed(targets), "scores": listed(scores), "weights": listed(weights), "cases": []}
    for used in (None, weights):
        result["cases"].append({
            "rocAuc": metrics.roc_auc_score(targets, scores, sample_weight=used),
            "averagePrecision": metrics.average_precision_score(targets, scores, sample_weight=used),
            "logLoss": metrics.log_loss(targets, scores, sample_weight=used),
            "brier": metrics.brier_score_loss(targets, scores, sample_weight=used),
            "precision": metrics.precision_score(targets, predicted, sample_weight=used),
            "recall": metrics.recall_score(targets, predicted, sample_weight=used),
            "f1": metrics.f1_score(targets, predicted, sample_weight=used),
            "matthews": metrics.matthews_corrcoef(targets, predicted, sample_weight=used),
            **curves(targets, scores, used),
        })
    result["calibration"] = [calibration_of(targets, scores, 5, "uniform"), calibration_of(targets, scores, 10, "uniform"), calibration_of(targets, scores, 7, "quantile")]
    result["calibrationError"] = {"10": calibration_error(targets, scores, 10), "4": calibration_error(targets, scores, 4)}
    return result


def classes():
    rows, count = 150, 4
    labels = random.choice(count, rows, p=[0.45, 0.3, 0.15, 0.1])
    logits = random.normal(size=(rows, count)) + 1.5 * np.eye(count)[labels]
    scores = f32(np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True))
    # scikit-learn wants sums of 1 in double.
    exact = scores.astype(np.float64)
    exact /= exact.sum(axis=1, keepdims=True)
    weights = f32(np.round(random.random(rows) * 3, 2))
    weights[::13] = 0
    predicted = scores.argmax(axis=1)
    one_hot = np.eye(count)[labels]
    result = {"labels": labels.tolist(), "predicted": predicted.tolist(), "scores": listed(scores), "weights": listed(weights), "cases": []}
    for used in (None, weights):
        case = {
            "balancedAccuracy": metrics.balanced_accuracy_score(labels, predicted, sample_weight=used),
            "matthews": metrics.matthews_corrcoef(labels, predicted, sample_weight=used),
            "kappa": metrics.cohen_kappa_score(labels, predicted, sample_weight=used),
            "kappaLinear": metrics.cohen_kappa_score(labels, predicted, weights="linear", sample_weight=used),
            "kappaQuadratic": metrics.cohen_kappa_score(labels, predicted, weights="quadratic", sample_weight=used),
            "logLoss": metrics.log_loss(labels, scores, sample_weight=used),
            "brier": float(np.average(np.sum((exact - one_hot) ** 2, axis=1), weights=used)),
        }
        for average in ("macro", "micro", "weighted"):
            case["precision_" + average] = metrics.precision_score(labels, predicted, average=average, sample_weight=used)
            case["recall_" + average] = metrics.recall_score(labels, predicted, average=average, sample_weight=used)
            case["f1_" + average] = metrics.f1_score(labels, predicted, average=average, sample_weight=used)
            case["rocAuc_" + average] = metrics.roc_auc_score(one_hot, exact, average=average, sample_weight=used)
            case["averagePrecision_" + average] = metrics.average_precision_score(one_hot, exact, average=average, sample_weight=used)
        for average in ("macro", "weighted"):
            # One against the rest of labels is the same as of one-hot columns.
            if used is None:
                assert abs(case["rocAuc_" + average] - metrics.roc_auc_score(labels, exact, multi_class="ovr", average=average)) < 1e-12
        for k in (1, 2, 3):
            case[f"top{k}"] = metrics.top_k_accuracy_score(labels, exact, k=k, sample_weight=used, labels=range(count))
        result["cases"].append(case)
    confidences, right = scores.max(axis=1), (predicted == labels).astype(int)
    result["calibrationError"] = {"10": calibration_error(right, confidences, 10), "15": calibration_error(right, confidences, 15)}
    return result


def absent():
    """A class that is predicted and has no rows, and one that does not occur."""
    labels, predicted = [0, 0, 1, 1, 1, 3], [0, 2, 1, 1, 0, 3]
    result = {"labels": labels, "predicted": predicted, "balancedAccuracy": metrics.balanced_accuracy_score(labels, predicted)}
    for average in ("macro", "micro", "weighted"):
        result["precision_" + average] = metrics.precision_score(labels, predicted, average=average, zero_division=0)
        result["recall_" + average] = metrics.recall_score(labels, predicted, average=average, zero_division=0)
        result["f1_" + average] = metrics.f1_score(labels, predicted, average=average, zero_division=0)
    return result


def numbers():
    rows = 61
    targets = f32(random.normal(size=(rows, 2)) * 3 + 1)
    outputs = f32(targets + random.normal(size=(rows, 2)))
    rates = f32(np.exp(random.normal(size=(rows, 2))))
    counts = f32(random.poisson(rates))
    weights = f32(np.round(random.random(rows) * 3, 2))
    weights[::9] = 0
    result = {"targets": listed(targets), "outputs": listed(outputs), "rates": listed(rates), "counts": listed(counts), "weights": listed(weights), "cases": []}
    t, o, r, c = (values.astype(np.float64) for values in (targets, outputs, rates, counts))
    for used in (None, weights):
        result["cases"].append({
            "medianAbsoluteError": metrics.median_absolute_error(t, o, sample_weight=used),
            "meanAbsolutePercentageError": metrics.mean_absolute_percentage_error(t, o, sample_weight=used),
            "pinball": metrics.mean_pinball_loss(t, o, alpha=0.3, sample_weight=used),
            # One column: scikit-learn's deviances take no more.
            "poissonDeviance": metrics.mean_poisson_deviance(c[:, 0], r[:, 0], sample_weight=used),
        })
    pairs = [(i, j) for i in range(rows) for j in range(rows) if t[i, 0] < t[j, 0]]
    result["concordance"] = sum(1.0 if o[i, 0] < o[j, 0] else 0.5 if o[i, 0] == o[j, 0] else 0.0 for i, j in pairs) / len(pairs)
    return result


path = pathlib.Path(__file__).with_name("metrics.json")
path.write_text(json.dumps({"binary": binary(), "classes": classes(), "absent": absent(), "numbers": numbers()}) + "\n")
