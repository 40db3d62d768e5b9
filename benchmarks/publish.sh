#!/usr/bin/env bash
# What a small program costs, published in eight ways, as a table on the standard output: files, bytes without symbols and XML documentation, the most
# memory resident, the first prediction and a later one, medians of three runs. It fails where two ways give different bits.
set -euo pipefail
cd "$(dirname "$0")/.."
project=benchmarks/Compiled.Published
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
median() { sort -n | sed -n 2p; }
bits=
printf 'way\tfiles\tsize_mb\tmemory_mb\tfirst_ms\tpredict_ns\n'
for way in framework self-contained trimmed single compressed ready native native-small; do
  dotnet publish "$project" -c Release -v q -o "$folder/$way" -p:Way="$way" >&2
  files=$(find "$folder/$way" -type f ! -name '*.pdb' ! -name '*.dbg' ! -name '*.xml')
  for _ in 1 2 3; do "$folder/$way/Compiled.Published"; done >"$folder/runs"
  of=$(cut -f 4 "$folder/runs" | sort -u)
  [ "${bits:=$of}" = "$of" ] || { echo "publish.sh: '$way' gives other bits than 'framework'" >&2; exit 1; }
  xargs -d '\n' stat -c %s <<<"$files" | awk -v way="$way" -v memory="$(cut -f 3 "$folder/runs" | median)" -v first="$(cut -f 1 "$folder/runs" | median)" \
    -v predict="$(cut -f 2 "$folder/runs" | median)" \
    '{ bytes += $1 } END { printf "%s\t%d\t%.1f\t%.0f\t%s\t%s\n", way, NR, bytes / 1e6, memory * 1024 / 1e6, first < 10000 ? sprintf("%.1f", first / 1000) : sprintf("%.0f", first / 1000), predict }'
done
