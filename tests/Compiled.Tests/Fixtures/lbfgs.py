"""Writes lbfgs.json beside it: runs of PyTorch's LBFGS with strong Wolfe line search, in float64, full batch.

Debian 12: apt-get install python3-torch, then /usr/bin/python3 lbfgs.py. Written with PyTorch 1.13; the rule is the same in 2.x.
After each iteration: evaluations so far, loss (without the L2 penalty), and parameters after some of them.
"""
import json
import pathlib

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

MANY = 10**6
KEPT = (1, 2, 5, 10)


def as_float32(tensor):
    return tensor.float().double()


def network(dims, hidden, last):
    layers = []
    for index, (inputs, outputs) in enumerate(zip(dims, dims[1:])):
        layers.append(torch.nn.Linear(inputs, outputs))
        activation = last if index == len(dims) - 2 else hidden
        if activation is not None:
            layers.append(activation())
    return torch.nn.Sequential(*layers)


def linear_layers(net):
    return [layer for layer in net if isinstance(layer, torch.nn.Linear)]


def read(net):
    values = {}
    for index, layer in enumerate(linear_layers(net)):
        values[f"{index}.weight"] = layer.weight.tolist()
        values[f"{index}.bias"] = layer.bias.tolist()
    return values


def case(name, network_name, dims, hidden, last, loss, rows, iterations, l2=0.0, seed=1, **options):
    torch.manual_seed(seed)
    net = network(dims, hidden, last)
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(as_float32(parameter))
    start = [parameter.detach().clone() for parameter in net.parameters()]
    inputs = as_float32(torch.randn(rows, dims[0]))
    if loss == "CrossEntropy":
        labels = torch.randint(0, dims[-1], (rows,))
        targets = torch.nn.functional.one_hot(labels, dims[-1]).double()
        measure = torch.nn.functional.cross_entropy
    elif loss == "BinaryCrossEntropy":
        targets = (torch.rand(rows, dims[-1]) < 0.5).double()
        measure = torch.nn.functional.binary_cross_entropy
    else:
        targets = as_float32(torch.rand(rows, dims[-1]))
        measure = torch.nn.functional.mse_loss

    def run(most):
        with torch.no_grad():
            for parameter, value in zip(net.parameters(), start):
                parameter.copy_(value)
        rule = torch.optim.LBFGS(
            net.parameters(), max_iter=most, max_eval=options.get("max_eval", MANY), line_search_fn="strong_wolfe",
            **{key: value for key, value in options.items() if key != "max_eval"})

        def closure():
            rule.zero_grad()
            value = measure(net(inputs), targets)
            if l2:
                value = value + l2 / 2 * sum((parameter ** 2).sum() for parameter in net.parameters())
            value.backward()
            return value

        rule.step(closure)
        state = rule.state[next(net.parameters())]
        with torch.no_grad():
            return state["n_iter"], state["func_evals"], measure(net(inputs), targets).item()

    with torch.no_grad():
        first = measure(net(inputs), targets).item()
    evaluations, losses, after = [], [], {}
    for most in range(1, iterations + 1):
        done, evaluated, value = run(most)
        if done < most:
            break
        evaluations.append(evaluated)
        losses.append(value)
        if most in KEPT:
            after[str(most)] = read(net)
    with torch.no_grad():
        for parameter, value in zip(net.parameters(), start):
            parameter.copy_(value)
    return {
        "name": name, "network": network_name, "options": options, "l2": l2, "initial": read(net), "inputs": inputs.tolist(),
        "targets": targets.tolist(), "initial_loss": first, "evaluations": evaluations, "losses": losses, "after_iterations": after,
    }


SIGMOIDS = ("Peer231", (2, 3, 1), torch.nn.Sigmoid, torch.nn.Sigmoid, "MeanSquaredError")
CLASSES = ("Peer432TanhCrossEntropy", (4, 3, 2), torch.nn.Tanh, None, "CrossEntropy")
LINEAR = ("Peer352IdentityMeanSquaredError", (3, 5, 2), None, None, "MeanSquaredError")
BINARY = ("Peer352ReluBinaryCrossEntropy", (3, 5, 2), torch.nn.ReLU, torch.nn.Sigmoid, "BinaryCrossEntropy")

CASES = [
    case("Sigmoids", *SIGMOIDS, rows=12, iterations=20),
    case("Sigmoids, history of 2", *SIGMOIDS, rows=12, iterations=20, history_size=2),
    case("Sigmoids, long first steps", *SIGMOIDS, rows=12, iterations=20, lr=50.0),
    case("Classes, short first steps", *CLASSES, rows=24, iterations=20, lr=0.1),
    case("Classes", *CLASSES, rows=24, iterations=20),
    case("Classes, L2", *CLASSES, rows=24, iterations=20, l2=0.0625),
    case("Linear", *LINEAR, rows=16, iterations=20),
    case("Binary", *BINARY, rows=20, iterations=20),
]

path = pathlib.Path(__file__).with_name("lbfgs.json")
path.write_text("[\n" + ",\n".join(json.dumps(one) for one in CASES) + "\n]\n")
for one in CASES:
    print(one["name"], one["evaluations"], [f"{loss:.6f}" for loss in (one["losses"][0], one["losses"][-1])])
