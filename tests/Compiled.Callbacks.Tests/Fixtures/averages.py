"""Averages of the parameters of a linear layer by PyTorch, for WeightAverageTests: averages.txt. Run with PyTorch 1.13 or newer."""
import torch
from torch.optim.swa_utils import AveragedModel

torch.manual_seed(1)
torch.set_default_dtype(torch.float32)
inputs, targets = torch.randn(6, 2), torch.randn(6, 1)
model = torch.nn.Linear(2, 1)


def line(name, *tensors):
    print(name, *[repr(float(value)) for tensor in tensors for value in tensor.detach().flatten()])


line("inputs", inputs)
line("targets", targets)
line("start", model.weight, model.bias)
decay = 0.75
ema = AveragedModel(model, avg_fn=lambda average, parameter, count: decay * average + (1 - decay) * parameter)
swa = AveragedModel(model)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(6):
    for begin in range(0, 6, 2):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(inputs[begin:begin + 2]), targets[begin:begin + 2]).backward()
        optimizer.step()
        ema.update_parameters(model)
    if epoch >= 3:
        swa.update_parameters(model)
line("ema", ema.module.weight, ema.module.bias)
line("swa", swa.module.weight, swa.module.bias)
