"""`compiled search` next to scikit-learn's RandomizedSearchCV over MLPClassifier, on the same rows and in the same time.

    python3 benchmarks/search/search.py FOLDER dotnet src/Compiled.Tool/bin/Release/net10.0/Compiled.Tool.dll > benchmarks/search/search.tsv
    python3 benchmarks/search/search.py --table benchmarks/search/search.tsv

Each table of classes is split once, 70 % for the search and 30 % for the test, as benchmarks/tables does. `compiled search` tries 200 settings with its defaults; its seconds are those of the whole process, start and
compilation included. RandomizedSearchCV gets the same seconds, on as many processors: it is called with four settings at a time, each time with other ones, until the time is used up, and the best of all is fitted
again. Both have the same ranges, choose on a fifth of the rows, and train for at most 50 epochs. The recipe of `compiled train`, from
which the defaults come, was chosen on the tables of the first group; those of the second were kept apart.

Lines: group, table, who, accuracy on the test rows, seconds, settings tried, seconds of processors (of scikit-learn not known: its workers are processes of their own).
"""
import importlib.util
import os
import resource
import subprocess
import sys
import time
import warnings

import pandas as pd
from scipy.stats import loguniform
from sklearn.metrics import accuracy_score
from sklearn.model_selection import RandomizedSearchCV, StratifiedShuffleSplit, train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

TRIALS = 200
TABLES = {"tuned": ["digits", "clusters"], "held-out": ["breast-cancer", "quantiles", "wine"]}


def tables():
    """The tables of benchmarks/tables, whose program is a script."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tables", "tables.py")
    source = open(path, encoding="utf-8").read().rsplit("\nmain()", 1)[0]
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("tables", loader=None))
    exec(compile(source, path, "exec"), module.__dict__)
    return {**module.TUNED, **module.HELD_OUT}


def processors():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def compiled(command, folder, train, test):
    train.to_csv(f"{folder}/train.csv", index=False)
    test.to_csv(f"{folder}/test.csv", index=False)
    start, used = time.perf_counter(), processors()
    # The tool keeps some rows for a test of its own: as few as it may, since the test rows here are others.
    subprocess.run([*command, "search", f"{folder}/train.csv", "--target", "target", "--class", "Net", "--output", f"{folder}/out", "--force", "--trials", str(TRIALS),
                    "--test", str(max(0.02, 12 / len(train)))], check=True, capture_output=True)
    seconds, used = time.perf_counter() - start, processors() - used
    subprocess.run([*command, "predict", f"{folder}/out/Net.weights", f"{folder}/test.csv", "--target", "target", "--output", f"{folder}/answers.csv", "--force"], check=True, capture_output=True)
    return accuracy_score(test["target"], pd.read_csv(f"{folder}/answers.csv").iloc[:, 0]), seconds, TRIALS, f"{used:.2f}"


def sklearn(train, test, budget):
    inputs, targets = train.drop(columns="target"), train["target"]
    ranges = {
        "mlpclassifier__learning_rate_init": loguniform(3e-4, 3e-2),
        "mlpclassifier__hidden_layer_sizes": [(units,) * depth for units in (16, 32, 64, 128) for depth in (1, 2, 3)],
        "mlpclassifier__batch_size": [16, 32, 64, 128],
        "mlpclassifier__alpha": loguniform(1e-6, 1e-1),
    }
    start, best, tried = time.perf_counter(), None, 0
    while time.perf_counter() - start < budget:
        search = RandomizedSearchCV(
            make_pipeline(StandardScaler(), MLPClassifier(max_iter=50, random_state=0)), ranges, n_iter=4, random_state=tried, n_jobs=2, refit=False,
            cv=StratifiedShuffleSplit(1, test_size=0.2, random_state=0)).fit(inputs, targets)
        tried += 4
        if best is None or search.best_score_ > best.best_score_:
            best = search
    model = make_pipeline(StandardScaler(), MLPClassifier(max_iter=50, random_state=0)).set_params(**best.best_params_).fit(inputs, targets)
    return accuracy_score(test["target"], model.predict(test.drop(columns="target"))), time.perf_counter() - start, tried


def show(path):
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]
    print("| | compiled search | seconds | settings | RandomizedSearchCV | seconds | settings |\n|---|---:|---:|---:|---:|---:|---:|")
    for group, names in TABLES.items():
        for name in names:
            ours, theirs = (next((row for row in rows if row[:3] == [group, name, who]), None) for who in ("compiled search", "RandomizedSearchCV"))
            if ours and theirs:
                print(f"| {name} | {float(ours[3]):.4f} | {float(ours[4]):.1f} | {ours[5]} | {float(theirs[3]):.4f} | {float(theirs[4]):.1f} | {theirs[5]} |")


def main():
    warnings.filterwarnings("ignore")
    os.environ["PYTHONWARNINGS"] = "ignore"
    if sys.argv[1] == "--table":
        show(sys.argv[2])
        return
    folder, command, made = sys.argv[1], sys.argv[2:], tables()
    os.makedirs(folder, exist_ok=True)
    for group, names in TABLES.items():
        for name in names:
            table = made[name]()
            train, test = train_test_split(table, test_size=0.3, random_state=0, stratify=table["target"])
            result = compiled(command, folder, train, test)
            for who, (score, seconds, tried, used) in (("compiled search", result), ("RandomizedSearchCV", (*sklearn(train, test, result[1]), "-"))):
                print(f"{group}\t{name}\t{who}\t{score:.5f}\t{seconds:.2f}\t{tried}\t{used}", flush=True)


if __name__ == "__main__":
    main()
