"""Writes batchnorm.json with PyTorch: a few steps of a small network with two BatchNorm1d, in float64 on float32 data.

Run it with PyTorch 1.13 or later: python3 batchnorm.py
"""
import json
import pathlib

import torch

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)


def float32(tensor):
    """The same values rounded to float32, as the network under test receives them."""
    return tensor.float().double()


net = torch.nn.Sequential(
    torch.nn.Linear(6, 8, bias=False), torch.nn.BatchNorm1d(8), torch.nn.ReLU(),
    torch.nn.Linear(8, 5), torch.nn.Tanh(), torch.nn.BatchNorm1d(5, momentum=0.25, eps=1e-3),
    torch.nn.Linear(5, 2))
for parameter in net.parameters():
    parameter.data = float32(torch.randn_like(parameter) * 0.6 + (0.5 if parameter.dim() == 1 else 0))


def flat(tensors):
    return [value for tensor in tensors for value in tensor.detach().flatten().tolist()]


before = flat(net.parameters())
optimizer = torch.optim.SGD(net.parameters(), lr=0.05)
net.train()
steps = []
for _, rows in enumerate([16, 7, 33, 16]):
    inputs, targets = float32(torch.randn(rows, 6) * 2 + 1), float32(torch.randn(rows, 2))
    outputs = net(inputs)
    loss = torch.nn.functional.mse_loss(outputs, targets)
    optimizer.zero_grad()
    loss.backward()
    steps.append({
        "inputs": flat([inputs]), "targets": flat([targets]), "loss": loss.item(),
        "gradients": flat([parameter.grad for parameter in net.parameters()]),
    })
    optimizer.step()
    steps[-1]["means"] = flat([net[1].running_mean, net[5].running_mean])
    steps[-1]["variances"] = flat([net[1].running_var, net[5].running_var])

net.eval()
inputs = float32(torch.randn(9, 6) * 2 + 1)
document = {
    "source": f"PyTorch {torch.__version__}, float64", "before": before, "steps": steps, "after": flat(net.parameters()),
    "evaluated": {"inputs": flat([inputs]), "outputs": flat([net(inputs)])},
}
path = pathlib.Path(__file__).with_name("batchnorm.json")
path.write_text(json.dumps(document, indent=1) + "\n")
