#!/usr/bin/env bash
# First call and tail under the JIT and NativeAOT (PublishAot and nothing else: x86-64-v3), on one core: benchmarks/results/xeon-avx512/tail.tsv.
# CPU names the core, 1 by default.
set -euo pipefail
cd "$(dirname "$0")/.."
cpu=${CPU:-1}
project=benchmarks/Compiled.FirstCall
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet publish "$project" -c Release -o "$folder/jit" >&2
dotnet publish "$project" -c Release -o "$folder/aot" -p:Native=true >&2
{
  taskset -c "$cpu" "$folder/jit/Compiled.FirstCall"
  taskset -c "$cpu" "$folder/aot/Compiled.FirstCall" | tail -n +2
} | tee "$folder/tail.tsv"
cp "$folder/tail.tsv" benchmarks/results/xeon-avx512/tail.tsv
