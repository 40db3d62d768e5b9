#!/usr/bin/env python3
"""Trials per second of 1, 2 and 4 worker processes with one thread each, over one Redis server, on this machine: the figures of docs/search-cluster.md.

    dotnet build -c Release src/Compiled.Worker
    benchmarks/cluster/throughput.py [folder of Compiled.Worker.dll] [trials] [epochs]

Workers are warmed by a search of other trials, so that the compiler's start is not counted. Everything is on loopback, and ended at the end.
"""
import json, os, socket, struct, subprocess, sys, tempfile, time

here = os.path.dirname(os.path.abspath(__file__))
folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../../src/Compiled.Worker/bin/Release/net10.0")
trials = int(sys.argv[2]) if len(sys.argv) > 2 else 200
epochs = int(sys.argv[3]) if len(sys.argv) > 3 else 40
LIMIT = 180


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def definition(count, seed):
    """What SearchDefinition.ToJson writes."""
    return {"space": [{"name": "rate", "kind": "LogUniform", "lowest": 1e-4, "highest": 1e-1}, {"name": "units", "kind": "Choice", "choices": [32]}],
            "searcher": {"name": "random"}, "trials": count, "seed": seed, "lag": 16, "objective": {"name": "validation loss"}, "metrics": [], "validation": {"fraction": 0.25},
            "repeats": 1, "epochs": epochs, "batchSize": 32, "limits": {"pricePerNanosecond": 0, "pricePerByte": 0}, "networkName": "SearchNet"}


def write_data(path):
    """What SearchData.Write writes: the digits' rows, 64 inputs and a class of 10."""
    rows = [line.strip().split(",") for line in open(os.path.join(here, "../../samples/Digits/digits.csv"))]
    header, rows = rows[0], rows[1:]
    label = header.index("label")
    inputs = [[float(cell) for i, cell in enumerate(row) if i != label] for row in rows]
    labels = [int(float(row[label])) for row in rows]
    with open(path, "wb") as f:
        f.write(b"CMPSDAT1" + struct.pack("<iii", len(rows), len(inputs[0]), 10))
        flat = [v for row in inputs for v in row]
        f.write(struct.pack("<i", len(flat)) + struct.pack(f"<{len(flat)}f", *flat))
        targets = [1.0 if c == k else 0.0 for k in labels for c in range(10)]
        f.write(struct.pack("<i", len(targets)) + struct.pack(f"<{len(targets)}f", *targets))
        f.write(struct.pack("<i", 0))                     # weights
        f.write(struct.pack("<i", 0) + struct.pack("<i", 0))  # names of features and targets
        f.write(b"\0" + struct.pack("<i", 10) + b"".join(struct.pack("B", 1) + str(c).encode() for c in range(10)))
        f.write(struct.pack("<i", 0))                     # groups


def tool(*arguments):
    return ["dotnet", os.path.join(folder, "Compiled.Worker.dll"), *arguments]


def measure(workers, work, data):
    redis_port, processes = free_port(), []
    with tempfile.TemporaryDirectory() as redis_folder:
        try:
            processes.append(subprocess.Popen(
                ["redis-server", "--port", str(redis_port), "--bind", "127.0.0.1", "--dir", redis_folder, "--save", "", "--appendonly", "yes", "--appendfsync", "always"],
                stdout=subprocess.DEVNULL))
            time.sleep(1)
            where = ["--redis", f"127.0.0.1:{redis_port}"]
            for index in range(workers):
                ports = ["--silo-port", str(free_port()), "--gateway-port", str(free_port())]
                processes.append(subprocess.Popen(tool("run", "--threads", "1", "--name", f"w{index}", *ports, *where), stdout=subprocess.DEVNULL))

            def run(name, count, seed):
                file = os.path.join(work, name + ".json")
                json.dump(definition(count, seed), open(file, "w"))
                subprocess.run(tool("submit", "--definition", file, "--data", data, "--name", name, *where), check=True, stdout=subprocess.DEVNULL, timeout=LIMIT)
                first, watch = None, subprocess.Popen(tool("watch", name, *where), stdout=subprocess.PIPE, text=True)
                processes.append(watch)
                for line in watch.stdout:
                    status, now = json.loads(line), time.monotonic()
                    if first is None and status["jobs"] > 0:
                        first = (now, status["jobs"])
                    if status["phase"] != "running":
                        break
                watch.wait(timeout=LIMIT)
                assert status["phase"] == "finished", status
                return (status["jobs"] - first[1]) / max(now - first[0], 1e-9)

            run("warm", 32 * workers, 1)
            return run("measured", trials, 2)
        finally:
            for process in reversed(processes):
                process.kill()
            for process in processes:
                process.wait()


with tempfile.TemporaryDirectory() as work:
    data = os.path.join(work, "digits.data")
    write_data(data)
    for workers in (1, 2, 4):
        print(f"{workers} workers: {measure(workers, work, data):.1f} trials per second ({trials} trials of {epochs} epochs)", flush=True)
