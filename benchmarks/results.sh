#!/usr/bin/env bash
# Measures this machine and writes what docs/performance.md, README and the results' pages quote into benchmarks/results/<processor>/<tier>, for each tier that it has; then their tables
# and charts.
#
#   benchmarks/results.sh [cells] [shapes] [sweep] [others]     everything without an argument
#
# cells   every cell beside the best C++, the pages' tables: some 7 minutes for two tiers; needs CPP_PEERS
# shapes  the same for the shapes of benchmarks/shapes.txt: some 10 minutes; needs CPP_PEERS
# sweep   ninety shapes and their chart: 3 minutes to build, 2 a tier
# others  peak, dead units, threads, tail, ONNX Runtime, SimpleChains.jl's network: some 6 minutes
#
# CPP_PEERS is the folder of the C++ programs, with its compare.py; CORE the core to measure on (1); ROUNDS and REP how often and how long (3, 0.03 seconds).
set -euo pipefail
cd "$(dirname "$0")/.."
core=${CORE:-1}
export CORE=$core
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(cells shapes sweep others)
for part in "${parts[@]}"; do
  case $part in
    cells | shapes) [ -f "${CPP_PEERS:-}/compare.py" ] || { echo "$part needs CPP_PEERS, the folder of the C++ programs with its compare.py" >&2; exit 2; } ;;
    sweep | others) ;;
    *) sed -n '5,12p' "$0" >&2; exit 2 ;;
  esac
done

build() { dotnet build -c Release "benchmarks/$1" -v q -clp:NoSummary >&2; }
program() { echo "benchmarks/$1/bin/Release/net10.0/$1.dll"; }
pinned() { taskset -c "$core" "$@"; }
# Written whole or not at all: a failed run leaves the committed file alone.
into() { local file=$1; shift; "$@" >"$scratch/out"; cp "$scratch/out" "$file"; echo "$file" >&2; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
build Compiled.Benchmarks
ours=(dotnet "$(program Compiled.Benchmarks)")
CODE=$(git rev-parse --short HEAD)
[ -z "$(git status --porcelain -- src generator)" ] || CODE="$CODE with changes"
export CODE

# The widest vectors first, and AVX2 where the machine has more.
tiers=(native)
[[ $("${ours[@]}" folder) != */avx512 ]] || tiers+=(avx2)
on() { if [ "$1" = avx2 ]; then shift; DOTNET_EnableAVX512=0 "$@"; else shift; "$@"; fi; }

compare() {
  python3 "$CPP_PEERS/compare.py" --rounds "${ROUNDS:-3}" --rep "${REP:-0.03}" "$@" -- "${ours[@]}" cells >"$scratch/compared"
  ! grep -w None "$scratch/compared" >&2 || { echo "a side has no figure for these" >&2; return 1; }
  cat "$scratch/compared"
}
shapes() {
  local tier=$1 list
  list=$(grep -v '^#' benchmarks/shapes.txt)
  compare --tier "$tier" --shapes "$(head -n 6 <<<"$list" | paste -sd,)"
  compare --tier "$tier" --shapes "$(tail -n +7 <<<"$list" | paste -sd,)" | tail -n +2
}

measure() {
  local part=$1 tier=$2 folder
  folder=$(on "$tier" "${ours[@]}" folder)
  mkdir -p "$folder"
  case $part in
    cells)
      into "$folder/machine.tsv" on "$tier" pinned "${ours[@]}" machine
      into "$folder/cells.tsv" compare --tier "$tier"
      ;;
    shapes) into "$folder/shapes.tsv" shapes "$tier" ;;
    sweep)
      # It ends with 1 where it has found a cliff, and says which; the table is of use all the same, and a test fails.
      on "$tier" pinned dotnet "$(program Compiled.Sweep)" --out "$folder/sweep.tsv" || [ $? = 1 ]
      ;;
    others)
      into "$folder/peak.tsv" on "$tier" pinned "${ours[@]}" peak
      into "$folder/deadunits.txt" on "$tier" pinned "${ours[@]}" deadunits
      into "$folder/digits.tsv" on "$tier" pinned "${ours[@]}" digits
      into "$folder/threads.tsv" on "$tier" "${ours[@]}" threads
      into "$folder/simplechains.tsv" on "$tier" "${ours[@]}" simplechains
      into "$folder/tail.tsv" on "$tier" benchmarks/tail.sh
      # The other side takes the widest vectors that the machine has, whatever ours are told.
      [ "$tier" != native ] || REP_S=0.1 pinned dotnet "$(program Compiled.Peers)" --out "$folder"
      ;;
  esac
}

for part in "${parts[@]}"; do
  case $part in
    sweep) build Compiled.Sweep ;;
    others) build Compiled.Peers ;;
  esac
  for tier in "${tiers[@]}"; do
    measure "$part" "$tier"
  done
done
# Charts first: the page shows those that are there.
build Compiled.Charts
dotnet "$(program Compiled.Charts)"
"${ours[@]}" readme
