"""Measures scikit-learn's MLPClassifier on the whole MNIST: the figures of ScikitLearn.cs. Run: OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python3 sklearn_mnist.py FOLDER"""
import gzip
import sys
import time
import numpy as np
from sklearn.neural_network import MLPClassifier


def read(name):
    data = gzip.open(f"{sys.argv[1]}/{name}.gz").read()
    dimensions = data[3]
    shape = np.frombuffer(data[4:4 + 4 * dimensions], ">u4")
    return np.frombuffer(data[4 + 4 * dimensions:], np.uint8).reshape(shape[0], -1)


x, y = read("train-images-idx3-ubyte").astype(np.float32) / 255, read("train-labels-idx1-ubyte").ravel()
test_x, test_y = read("t10k-images-idx3-ubyte").astype(np.float32) / 255, read("t10k-labels-idx1-ubyte").ravel()
network = MLPClassifier((128,), batch_size=32, learning_rate_init=2e-3, alpha=0, max_iter=5, random_state=0)
begin = time.perf_counter()
network.fit(x, y)
print(f"{(time.perf_counter() - begin) / network.n_iter_:.2f} s per epoch, accuracy {network.score(test_x, test_y):.4f}")
