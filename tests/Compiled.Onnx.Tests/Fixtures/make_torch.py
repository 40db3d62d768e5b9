"""Writes the fixtures torch_*_exported.onnx with PyTorch's exporter (1.13), and the inputs and outputs beside them. Run: python3 make_torch.py"""
import json
import pathlib
import torch

nn = torch.nn
here = pathlib.Path(__file__).parent


class Residual(nn.Module):
    def __init__(self, *blocks):
        super().__init__()
        self.blocks = nn.Sequential(*blocks)

    def forward(self, x):
        return x + self.blocks(x)


class View(nn.Module):
    def forward(self, x):
        return x.view(x.size(0), -1)


def randomise(model):
    for tensor in model.state_dict().values():
        if tensor.dtype == torch.float32:
            tensor.copy_(torch.rand_like(tensor) * 0.8 + 0.1 if tensor.min() > 0.5 else torch.randn_like(tensor) * 0.5)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm1d):
            module.running_var.uniform_(0.5, 1.5)


def export(name, model, shape, opset):
    randomise(model)
    model.eval()
    inputs = torch.randn(5, *shape)
    with torch.no_grad():
        outputs = model(inputs)
    torch.onnx.export(model, inputs, str(here / f"{name}.onnx"), opset_version=opset, input_names=["input"], output_names=["output"],
                      dynamic_axes={"input": {0: "batch"}, "output": {0: "batch"}})
    (here / f"{name}.json").write_text(json.dumps({"inputs": inputs.flatten(1).tolist(), "outputs": outputs.tolist()}))


torch.manual_seed(1)
act = lambda a: nn.Sequential(nn.Linear(5, 7), a, nn.Linear(7, 3))
for name, activation in {"gelu": nn.GELU(), "gelu_tanh": nn.GELU("tanh"), "silu": nn.SiLU(), "mish": nn.Mish(), "hardswish": nn.Hardswish(), "hardsigmoid": nn.Hardsigmoid(),
                         "softsign": nn.Softsign(), "softplus": nn.Softplus(2, 20), "prelu": nn.PReLU(7), "elu": nn.ELU(0.7), "selu": nn.SELU(),
                         "relu6": nn.ReLU6(), "leaky": nn.LeakyReLU(0.2)}.items():
    export(f"torch_{name}_exported", act(activation), (5,), 13)
export("torch_layernorm_13_exported", nn.Sequential(nn.Linear(5, 7), nn.LayerNorm(7), nn.Tanh(), nn.Linear(7, 3)), (5,), 13)
export("torch_layernorm_17_exported", nn.Sequential(nn.Linear(5, 7), nn.LayerNorm(7), nn.Tanh(), nn.Linear(7, 3)), (5,), 17)
export("torch_batchnorm_exported", nn.Sequential(nn.Linear(5, 12), nn.BatchNorm1d(12, eps=1e-4, momentum=0.2), nn.ReLU(), nn.Linear(12, 7), nn.BatchNorm1d(7), nn.Linear(7, 2)), (5,), 13)
export("torch_residual_exported", nn.Sequential(nn.Linear(5, 8), nn.ReLU(), Residual(nn.Linear(8, 12), nn.GELU(), Residual(nn.Linear(12, 12), nn.Tanh()), nn.Linear(12, 8)), nn.Linear(8, 2), nn.LogSoftmax(1)), (5,), 13)
export("torch_view_exported", nn.Sequential(View(), nn.Dropout(), nn.Linear(12, 4), nn.Softmax(1)), (3, 2, 2), 13)
export("torch_flatten_exported", nn.Sequential(nn.Flatten(), nn.Linear(12, 4), nn.Sigmoid()), (3, 2, 2), 13)


class RmsNorm(nn.Module):
    """As torch.nn.RMSNorm of PyTorch 2.4 is documented."""

    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * self.weight


torch.manual_seed(2)
for name, activation in {"celu": nn.CELU(0.7), "tanhshrink": nn.Tanhshrink(), "logsigmoid": nn.LogSigmoid(), "hardshrink": nn.Hardshrink(0.25), "softshrink": nn.Softshrink(0.25)}.items():
    export(f"torch_{name}_exported", act(activation), (5,), 13)
export("torch_rmsnorm_exported", nn.Sequential(nn.Linear(5, 7), RmsNorm(7), nn.Tanh(), nn.Linear(7, 3)), (5,), 13)
export("torch_batchnorm_plain_exported", nn.Sequential(nn.Linear(5, 12), nn.Tanh(), nn.BatchNorm1d(12, affine=False), nn.Tanh(), nn.Linear(12, 2)), (5,), 13)


class Dueling(nn.Module):
    """The head of Wang et al., Dueling Network Architectures (2016), as deep Q-learning libraries write it."""

    def __init__(self, trunk, value, advantages, spreads=False):
        super().__init__()
        self.trunk, self.value, self.advantages, self.spreads = trunk, value, advantages, spreads

    def forward(self, x):
        x = self.trunk(x)
        value, advantages = self.value(x), self.advantages(x)
        if self.spreads:
            value = value.expand_as(advantages)
        return value + advantages - advantages.mean(1, keepdim=True) if self.spreads else value + (advantages - advantages.mean(dim=1).unsqueeze(1))


class Towers(nn.Module):
    def __init__(self, first, second, last):
        super().__init__()
        self.first, self.second, self.last = first, second, last

    def forward(self, x):
        return self.last(torch.cat([self.first(x[:, :2]), self.second(x[:, 2:])], dim=1))


torch.manual_seed(3)
stream = lambda outputs: nn.Sequential(nn.Linear(8, 6), nn.ReLU(), nn.Linear(6, outputs))
export("torch_dueling_exported", Dueling(nn.Sequential(nn.Linear(5, 8), nn.ReLU()), stream(1), stream(3)), (5,), 13)
export("torch_dueling_spread_exported", Dueling(nn.Sequential(nn.Linear(5, 8), nn.Tanh()), stream(1), stream(3), True), (5,), 13)
export("torch_towers_exported", Towers(nn.Sequential(nn.Linear(2, 4), nn.Tanh()), nn.Sequential(nn.Linear(3, 5), nn.Tanh()), nn.Linear(9, 2)), (5,), 13)
