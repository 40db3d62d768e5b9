"""The first 16 points of a Sobol sequence of 64 dimensions, not scrambled: sobol.tsv. SciPy 1.10.1."""

from scipy.stats import qmc

with open("sobol.tsv", "w") as file:
    for row in qmc.Sobol(64, scramble=False, bits=30).random(16):
        file.write("\t".join(repr(float(x)) for x in row) + "\n")
