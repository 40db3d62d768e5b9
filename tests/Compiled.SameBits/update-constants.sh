#!/usr/bin/env bash
# Writes the hashes that this machine computes into the constants of the tests. Run it after a change of bits that is meant, and look at the diff.
set -euo pipefail
cd "$(dirname "$0")/../.."
file=tests/Compiled.Tests/Law/SameBitsConstants.cs
dotnet build -c Release tests/Compiled.SameBits >/dev/null
section=AfterManySteps
for steps in 1000 25; do
  while read -r name hash; do
    case $name in Vector* | Fused) continue ;; esac
    sed -i "/$section /,/};/s/\[\"$name\"\] = \"[0-9a-f]*\"/[\"$name\"] = \"$hash\"/" "$file"
  done < <(dotnet run -c Release --no-build --project tests/Compiled.SameBits -- $steps)
  section=AfterFewSteps
done
