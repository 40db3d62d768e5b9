#!/usr/bin/env bash
# Judges the machine code for arm64 without such a machine: benchmarks/results/neon/loops.tsv, the inner loops of the tiles by llvm-mca's models, and
# instructions.tsv, the instructions that calls execute under qemu. About five minutes. On Debian it needs
#   apt-get install --no-install-recommends gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static llvm-19
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tests/Compiled.SameBits/run-arm64.sh 1 "$folder" >&2
mkdir -p benchmarks/results/neon
benchmarks/neon.py loops tests/Compiled.Aot/obj/Release/net10.0/linux-arm64/native/Compiled.Aot.o benchmarks/results/neon/loops.tsv
benchmarks/neon.py instructions "$folder/Compiled.Aot" benchmarks/results/neon/instructions.tsv
