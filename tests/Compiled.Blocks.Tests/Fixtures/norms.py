#!/usr/bin/env python3
"""Writes norms.json beside it: LayerNorm and PReLU as PyTorch has them (1.13, Debian's python3-torch), in float64 on float32 data."""
import json
import os

import torch

torch.manual_seed(4)
model = torch.nn.Sequential(
    torch.nn.Linear(6, 10), torch.nn.LayerNorm(10), torch.nn.PReLU(10),
    torch.nn.Linear(10, 7), torch.nn.PReLU(), torch.nn.LayerNorm(7),
    torch.nn.Linear(7, 3)).double()
data = lambda *shape: (torch.rand(*shape) * 2 - 1).float().double()
flat = lambda tensors: [value for tensor in tensors for value in tensor.detach().flatten().tolist()]
initial = {"layer_norm_weight": flat([model[1].weight]), "layer_norm_bias": flat([model[1].bias]), "prelu": flat([model[4].weight])}
with torch.no_grad():
    for parameter in model.parameters():
        parameter.copy_(data(*parameter.shape))

inputs, targets = data(9, 6), data(9, 3)
fixture = {"initial": initial, "parameters": flat(model.parameters()), "inputs": flat([inputs]), "targets": flat([targets])}
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
losses = []
for step in range(20):
    optimizer.zero_grad()
    outputs = model(inputs)
    loss = torch.nn.functional.mse_loss(outputs, targets)
    loss.backward()
    losses.append(loss.item())
    if step == 0:
        fixture["outputs"] = flat([outputs])
        fixture["gradients"] = flat(parameter.grad for parameter in model.parameters())
    optimizer.step()
fixture["losses"] = losses
fixture["trained"] = flat(model.parameters())


def norm(row):
    return [str(value) for value in torch.nn.functional.layer_norm(torch.tensor(row), [len(row)]).tolist()]


inf, nan = float("inf"), float("nan")
fixture["special"] = [{"row": [str(value) for value in row], "normal": norm(row)}
                      for row in ([1.0, nan, 2.0], [1.0, inf, 2.0], [-inf, 0.0, inf], [5.0, 5.0, 5.0], [1e20, -1e20, 3e19], [0.0, -0.0, 0.0])]

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "norms.json"), "w") as file:
    json.dump(fixture, file, indent=1)
    file.write("\n")
