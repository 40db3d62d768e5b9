#!/usr/bin/env python3
"""Writes torch_*.safetensors and torch.json: the state_dict of an nn.Sequential in four types, with what PyTorch predicts.

Made with PyTorch 1.13.1 on a CPU: python3 make.py. The writer below does what safetensors.torch.save_file does: metadata {"format": "pt"}, tensors sorted by
the size of their type, largest first, then by name; the header padded with spaces to 8 bytes.
"""
import json
import pathlib
import struct

import torch
from torch import nn

HERE = pathlib.Path(__file__).parent
TYPES = {torch.float64: ("F64", 8, "d"), torch.float32: ("F32", 4, "f"), torch.float16: ("F16", 2, "e"), torch.bfloat16: ("BF16", 2, "H"), torch.int64: ("I64", 8, "q")}


def raw(tensor):
    if tensor.dtype == torch.bfloat16:
        values = [value & 0xFFFF for value in tensor.contiguous().view(torch.int16).flatten().tolist()]
    else:
        values = tensor.flatten().tolist()
    return struct.pack(f"<{len(values)}{TYPES[tensor.dtype][2]}", *values)


def save_file(tensors, path):
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in sorted(tensors.items(), key=lambda item: (-TYPES[item[1].dtype][1], item[0])):
        piece = raw(tensor)
        header[name] = {"dtype": TYPES[tensor.dtype][0], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(piece)]}
        data += piece
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    torch.manual_seed(5)
    model = nn.Sequential(
        nn.Linear(4, 8), nn.BatchNorm1d(8), nn.PReLU(),
        nn.Linear(8, 6), nn.LayerNorm(6), nn.Tanh(), nn.Dropout(0.1),
        nn.Linear(6, 3), nn.Softmax(dim=1),
    ).double()
    with torch.no_grad():
        # Nothing is 0, 1 or alike by chance, and the running statistics are of data.
        for parameter in model.parameters():
            parameter.add_(0.3 * torch.randn(parameter.shape, dtype=torch.float64))
        for _ in range(20):
            model(1.5 * torch.randn(32, 4, dtype=torch.float64) + 0.5)
    model.eval()

    inputs = 2 * torch.randn(8, 4)
    expected = {"inputs": inputs.flatten().tolist(), "outputs": {}}
    for title, dtype in (("f64", torch.float64), ("f32", torch.float32), ("f16", torch.float16), ("bf16", torch.bfloat16)):
        state = {name: tensor.to(dtype) if tensor.is_floating_point() else tensor for name, tensor in model.state_dict().items()}
        save_file(state, HERE / f"torch_{title}.safetensors")
        copy = nn.Sequential(*model).double()
        before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
        copy.load_state_dict({name: tensor.float() if tensor.is_floating_point() else tensor for name, tensor in state.items()})
        with torch.no_grad():
            expected["outputs"][title] = copy(inputs.double()).flatten().tolist()
        model.load_state_dict(before)
    (HERE / "torch.json").write_text(json.dumps(expected) + "\n")


main()
