"""Writes activations.json with PyTorch: values and slopes of activations, in float64.

Run it with PyTorch 1.13 or later: python3 activations.py
"""
import json
import pathlib

import torch

torch.set_default_dtype(torch.float64)
nn = torch.nn
activations = [
    ("Relu6", None, None, nn.ReLU6()),
    ("Celu", 1.0, None, nn.CELU()),
    ("Celu", 0.25, None, nn.CELU(0.25)),
    ("Threshold", 0.25, -0.5, nn.Threshold(0.25, -0.5)),
    ("Threshold", -1.0, 2.0, nn.Threshold(-1.0, 2.0)),
    ("Hardshrink", 0.5, None, nn.Hardshrink()),
    ("Hardshrink", 1.25, None, nn.Hardshrink(1.25)),
    ("Softshrink", 0.5, None, nn.Softshrink()),
    ("Softshrink", 0.0, None, nn.Softshrink(0.0)),
    ("Tanhshrink", None, None, nn.Tanhshrink()),
    ("LogSigmoid", None, None, nn.LogSigmoid()),
]
places = [-40.0, -9.0, -3.5, -1.25, -1.0, -0.75, -0.5, -0.25, -0.1, 0.0, 0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 3.5, 5.5, 6.0, 6.5, 9.0, 40.0]
fixture = []
for name, first, second, module in activations:
    x = torch.tensor(places, requires_grad=True)
    y = module(x)
    y.sum().backward()
    fixture.append({"name": name, "first": first, "second": second, "x": places, "y": y.tolist(), "slopes": x.grad.tolist()})
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(fixture) + "\n")
