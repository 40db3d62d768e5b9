"""Writes the four IDX files of this folder from samples/Digits/digits.csv. Run in this folder: python3 make_subset.py

Each image of 8 by 8 pixels from 0 to 16 becomes one of 28 by 28 from 0 to 255, as MNIST has them: enlarged three times with linear interpolation, and a border
of two. The last 360 rows are the test set; the file is in the order of the writers, so that most of them are in one of the sets only.
"""
import csv
import gzip
import numpy as np

with open("../../Digits/digits.csv") as file:
    rows = np.array(list(csv.reader(file))[1:], dtype=float)
small, labels = rows[:, :64].reshape(-1, 8, 8), rows[:, 64].astype(np.uint8)

places = (np.arange(24) - 1) / 3
weights = np.maximum(0, 1 - np.abs(places[:, None] - np.arange(8)[None, :]))
images = np.zeros((len(rows), 28, 28), np.uint8)
images[:, 2:26, 2:26] = np.round(np.einsum("yi,nij,xj->nyx", weights, small, weights) * 255 / 16)


def write(name, array):
    header = bytes([0, 0, 8, array.ndim]) + b"".join(int(size).to_bytes(4, "big") for size in array.shape)
    with open(name, "wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        packed.write(header + array.tobytes())


for name, part in (("train", slice(None, -360)), ("t10k", slice(-360, None))):
    write(f"{name}-images-idx3-ubyte.gz", images[part])
    write(f"{name}-labels-idx1-ubyte.gz", labels[part])
