#!/usr/bin/env python3
"""What the machine code for arm64 costs, where no such machine is at hand. neon.sh runs it.

  neon.py loops OBJECT RESULT             inner loops of the tiles of T3 to T6, judged by llvm-mca
  neon.py instructions PROGRAM RESULT     instructions of managed code that calls execute, counted by qemu
"""
import collections
import os
import re
import subprocess
import sys

PROCESSORS = ["neoverse-n1", "apple-m1"]
ITERATIONS = 200
KERNELS = "DenseForward|DenseWeightGradient|DotKernel"
TOPOLOGIES = {"T3": [16, 64, 64, 4], "T4": [64, 128, 128, 10], "T5": [784, 128, 10], "T6": [32, 256, 256, 8]}
SYSROOT = "/usr/aarch64-linux-gnu"
# Where qemu loads a position-independent program.
BASE = 0x5500000000


def tool(*names):
    for name in names:
        for folder in os.environ["PATH"].split(os.pathsep):
            if os.access(os.path.join(folder, name), os.X_OK):
                return name
    sys.exit(f"{names[0]} is not installed.")


def methods(path):
    """Each method's instructions, as (address, text)."""
    listing = subprocess.run([tool("llvm-objdump-19", "llvm-objdump"), "-d", "--no-show-raw-insn", path], capture_output=True, text=True, check=True)
    name, found = None, {}
    for line in listing.stdout.splitlines():
        if title := re.match(r"^[0-9a-f]+ <(.*)>:", line):
            name = title[1]
            found[name] = []
        elif instruction := re.match(r"^\s*([0-9a-f]+):\s+(\S.*)$", line):
            found[name].append((int(instruction[1], 16), instruction[2]))
    return found


def loops(body):
    """The innermost loops: from the target of a branch backwards to that branch."""
    index = {address: at for at, (address, _) in enumerate(body)}
    spans = []
    for at, (address, text) in enumerate(body):
        branch = re.match(r"(?:b|b\.\w+|cbn?z|tbn?z)\s.*?0x([0-9a-f]+)", text)
        if branch and index.get(int(branch[1], 16), at + 1) <= at:
            spans.append((index[int(branch[1], 16)], at))
    inner = [span for span in spans if not any(other != span and span[0] <= other[0] and other[1] <= span[1] for other in spans)]
    return [[text for _, text in body[first:last + 1]] for first, last in inner]


def cycles(lines, processor):
    """Cycles of one iteration by the model of the processor."""
    text = "\n".join(re.sub(r"0x[0-9a-f]+ <.*", "loop", line) if re.match(r"(b|b\.\w+|cbn?z|tbn?z)\s", line) else line for line in lines)
    report = subprocess.run(
        [tool("llvm-mca-19", "llvm-mca"), "-mtriple=aarch64", "-mcpu=" + processor, f"-iterations={ITERATIONS}"],
        input=f"loop:\n{text}\n", capture_output=True, text=True, check=True)
    return int(re.search(r"Total Cycles:\s+(\d+)", report.stdout)[1]) / ITERATIONS


def alone(lines, processor):
    """The same for the multiply-adds alone, none of which waits for another: what the ports allow."""
    forms = [re.search(r"(\[\d\])?\s*$", line)[1] for line in lines] * 24
    return cycles([f"fmla v{at % 24}.4s, v30.4s, v31{'.s' + form if form else '.4s'}" for at, form in enumerate(forms)], processor) / 24


def title(method):
    """DenseForward.Tile128x6x4 and T4.Dense1, ← where it leads back."""
    kernel = re.match(rf"Compiled_Compiled_Runtime_({KERNELS})__(\w+)<(.*)>$", method)
    # A network of the same program is T4 under another name; methods of equal code are one.
    shape = re.search(r"(?:Cells_(T[3-6])|Wide64128)_g_\w+?__(\w+?)Shape", method)
    if not kernel or not shape:
        return None
    counts = re.findall(r"Runtime_(One|Two|Three|Four)\b", kernel[3])
    name = f"{kernel[1]}.{kernel[2]}" + (f"({', '.join(counts)})" if counts else "")
    return name, f"{shape[1] or 'T4'}.{shape[2]}" + (" ←" if "Transposed" in kernel[3] else "")


def write_loops(source, result):
    rows = collections.OrderedDict()
    for method, body in methods(source).items():
        named = title(method)
        for loop in loops(body) if named else []:
            adds = [line for line in loop if re.match(r"fmla\s", line)]
            if not adds:
                continue
            figures = [str(len(loop)), str(len(adds))]
            for processor in PROCESSORS:
                all_, least = cycles(loop, processor), alone(adds, processor)
                figures += [f"{all_:.1f}", f"{least:.1f}", f"{least / all_:.2f}"]
            blocks = rows.setdefault((named[0], tuple(figures)), [])
            if named[1] not in blocks:
                blocks.append(named[1])
    head = ["tile", "blocks", "instructions", "multiply_adds"]
    for processor in PROCESSORS:
        head += [f"{processor}_cycles", f"{processor}_alone", f"{processor}_ratio"]
    lines = sorted([name, ", ".join(sorted(blocks)), *figures] for (name, figures), blocks in rows.items())
    write(result, [head, *lines])


def multiply_adds(widths, measure):
    """Vector multiply-adds of a call, padding left out: forward, and for a step both ways back."""
    layers = [a * b for a, b in zip(widths, widths[1:])]
    rows = 1 if measure == "a" else int(measure[1:])
    return rows * (sum(layers) if measure[0] in "ab" else 2 * sum(layers) + sum(layers[1:])) // 4


def executed(program, topology, measure, calls):
    """Instructions in the section of managed code, the runtime's start included."""
    sections = subprocess.run([tool("aarch64-linux-gnu-readelf"), "-SW", program], capture_output=True, text=True, check=True).stdout
    start, size = re.search(r"__managedcode\s+PROGBITS\s+([0-9a-f]+) [0-9a-f]+ ([0-9a-f]+)", sections).groups()
    emulator = subprocess.Popen(
        [tool("qemu-aarch64-static", "qemu-aarch64"), "-L", SYSROOT, "-singlestep", "-d", "exec,nochain",
         "-dfilter", f"{BASE + int(start, 16):#x}+{int(size, 16):#x}", "-D", "/dev/stdout", program, "calls", topology, measure, str(calls)],
        stdout=subprocess.PIPE)
    count = sum(line.startswith(b"Trace") for line in emulator.stdout)
    if emulator.wait() != 0:
        sys.exit(f"{program} failed.")
    return count


def write_instructions(program, result):
    """The column of what came before tiles of 128 bits stays as the file has it."""
    before = {}
    if os.path.exists(result):
        with open(result, encoding="utf-8") as file:
            before = {tuple(cells[:2]): cells[3] for cells in (line.rstrip("\n").split("\t") for line in file)}
    rows = [["topology", "measure", "multiply_adds", "before", "now", "now_per_multiply_add"]]
    for topology, widths in TOPOLOGIES.items():
        for measure in ["a", "c32"]:
            adds = multiply_adds(widths, measure)
            count = executed(program, topology, measure, 2) - executed(program, topology, measure, 1)
            rows.append([topology, measure, str(adds), before.get((topology, measure), "-"), str(count), f"{count / adds:.2f}"])
    write(result, rows)


def write(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("loops", "instructions"):
        sys.exit(__doc__)
    (write_loops if sys.argv[1] == "loops" else write_instructions)(sys.argv[2], sys.argv[3])
