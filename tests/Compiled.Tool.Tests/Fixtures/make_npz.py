"""Makes the .npz and .npy files of this folder with NumPy, which the readers are judged by. Run in this folder: python3 make_npz.py"""
import numpy as np
from numpy.lib import format as npy

values = np.arange(12, dtype=np.float64).reshape(3, 4) * 0.5 - 1
arrays = {
    "f2": values.astype("<f2"),
    "f4": values.astype("<f4"),
    "f8": values.astype("<f8"),
    "big.f2": values.astype(">f2"),
    "big.f4": values.astype(">f4"),
    "big.f8": values.astype(">f8"),
    "fortran": np.asfortranarray(values.astype("<f4")),
    "big.fortran": np.asfortranarray(values.astype(">f8")),
    "cube": np.asfortranarray(np.arange(24, dtype="<f4").reshape(2, 3, 4)),
    "scalar": np.float32(2.5),
    "vector": np.array([1, 2, 3], dtype="<f4"),
    "empty": np.zeros((0, 4), dtype="<f4"),
    "i1": np.array([-128, 127], dtype="i1"),
    "i8": np.array([-5, 7], dtype=">i8"),
    "u2": np.array([0, 65535], dtype="<u2"),
    "truth": np.array([True, False, True]),
    "text": np.array(["setosa", "versicolor"]),
    "bad": np.array([1, np.nan, np.inf, -np.inf, 3], dtype="<f4"),
}
np.savez("arrays.npz", **arrays)
np.savez_compressed("packed.npz", **{"0.weight": arrays["f4"], "0.bias": np.array([0.5, -0.25, 8], dtype="<f4")})
for version in ((1, 0), (2, 0), (3, 0)):
    with open(f"version{version[0]}.npy", "wb") as file:
        npy.write_array(file, arrays["f4"], version=version)
