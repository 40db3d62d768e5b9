"""Writes rescaled.json with PyTorch: a few steps of a small network with RMSNorm and BatchNorm1d(affine=False), in float64 on float32 data.

Run it with PyTorch 1.13 or later: python3 rescaled.py. RMSNorm is written out as torch.nn.RMSNorm of PyTorch 2.4 documents it, so that older versions do.
"""
import json
import pathlib

import torch

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)


def float32(tensor):
    """The same values rounded to float32, as the network under test receives them."""
    return tensor.float().double()


class RmsNorm(torch.nn.Module):
    def __init__(self, width, eps=torch.finfo(torch.float32).eps, elementwise_affine=True):
        super().__init__()
        self.eps = eps
        self.weight = torch.nn.Parameter(torch.ones(width)) if elementwise_affine else None

    def forward(self, x):
        normal = x / torch.sqrt(x.pow(2).mean(-1, keepdim=True) + self.eps)
        return normal if self.weight is None else normal * self.weight


net = torch.nn.Sequential(
    torch.nn.Linear(6, 10), RmsNorm(10), torch.nn.Tanh(),
    torch.nn.Linear(10, 7, bias=False), torch.nn.BatchNorm1d(7, affine=False, momentum=0.25, eps=1e-3), torch.nn.ReLU(),
    torch.nn.Linear(7, 5), RmsNorm(5, eps=0.125, elementwise_affine=False),
    torch.nn.Linear(5, 2))
for parameter in net.parameters():
    parameter.data = float32(torch.randn_like(parameter) * 0.6 + (0.5 if parameter.dim() == 1 else 0))


def flat(tensors):
    return [value for tensor in tensors for value in tensor.detach().flatten().tolist()]


fixture = {"before": flat(net.parameters()), "steps": []}
optimizer = torch.optim.SGD(net.parameters(), lr=0.05)
net.train()
for rows in [16, 7, 33, 16]:
    inputs, targets = float32(torch.randn(rows, 6) * 2 + 1), float32(torch.randn(rows, 2))
    loss = torch.nn.functional.mse_loss(net(inputs), targets)
    optimizer.zero_grad()
    loss.backward()
    step = {
        "inputs": flat([inputs]), "targets": flat([targets]), "loss": loss.item(),
        "gradients": flat([parameter.grad for parameter in net.parameters()]),
    }
    optimizer.step()
    step["means"], step["variances"] = flat([net[4].running_mean]), flat([net[4].running_var])
    fixture["steps"].append(step)

fixture["after"] = flat(net.parameters())
net.eval()
inputs = float32(torch.randn(9, 6) * 2 + 1)
fixture["evaluated"] = {"inputs": flat([inputs]), "outputs": flat([net(inputs)])}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(fixture, indent=1) + "\n")
