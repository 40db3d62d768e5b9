"""Writes splits.csv: what scikit-learn 1.2.1 makes of the same rows. Run in this folder: python3 make_splits.py"""
import numpy as np
from sklearn.model_selection import GroupKFold, StratifiedGroupKFold
from sklearn.utils.class_weight import compute_sample_weight

# Groups that differ in size, and classes whose deviation differs from group to group, so that no order decides.
sizes = [31, 23, 17, 13, 11, 7, 5, 3, 2]
firsts = [31, 23, 17, 0, 11, 7, 5, 3, 2]
groups = np.repeat(np.arange(len(sizes)), sizes)
labels = np.concatenate([[0] * first + [1] * ((size - first) // 2) + [2] * (size - first - (size - first) // 2) for size, first in zip(sizes, firsts)]).astype(int)
order = np.random.RandomState(0).permutation(len(groups))
groups, labels = groups[order], labels[order]
deviations = [np.std(np.bincount(labels[groups == group], minlength=3)) for group in range(len(sizes))]
assert len(set(np.round(deviations, 9))) == len(sizes)


def folds(splitter):
    fold_of = np.empty(len(groups), int)
    for fold, (_, test) in enumerate(splitter.split(groups, labels, groups)):
        fold_of[test] = fold
    return fold_of


columns = [groups, labels, folds(GroupKFold(3)), folds(StratifiedGroupKFold(3)), compute_sample_weight("balanced", labels)]
with open("splits.csv", "w") as file:
    file.write("group,label,group_fold,stratified_group_fold,balanced_weight\n")
    for row in zip(*columns):
        file.write(",".join(str(value) for value in row) + "\n")
