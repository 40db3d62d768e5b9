#!/usr/bin/env bash
# First call and tail under the JIT and NativeAOT (PublishAot and nothing else: x86-64-v3), on one core, as a table on the standard output.
# CORE names the core, 1 by default. DOTNET_EnableAVX512=0 holds the JIT to AVX2.
set -euo pipefail
cd "$(dirname "$0")/.."
core=${CORE:-1}
project=benchmarks/Compiled.FirstCall
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet publish "$project" -c Release -o "$folder/jit" >&2
dotnet publish "$project" -c Release -o "$folder/aot" -p:Native=true >&2
taskset -c "$core" "$folder/jit/Compiled.FirstCall"
taskset -c "$core" "$folder/aot/Compiled.FirstCall" | tail -n +2
