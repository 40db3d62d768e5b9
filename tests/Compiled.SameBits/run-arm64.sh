#!/usr/bin/env bash
# Compiles tests/Compiled.Aot for linux-arm64 and runs it under qemu's user emulation: the hashes after a number of steps (1000 by default) on NEON.
# A second argument names an empty folder to build into. Exits with 77 and says what is missing when the tools are not there. On Debian they are:
#   apt-get install --no-install-recommends gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static
set -euo pipefail
cd "$(dirname "$0")/../.."
steps=${1:-1000}
folder=${2:-}
sysroot=/usr/aarch64-linux-gnu

emulator=$(command -v qemu-aarch64-static || command -v qemu-aarch64) || emulator=
if [ "$(uname -m)" = aarch64 ]; then
  emulator=none
fi
missing=()
[ -n "$emulator" ] || missing+=(qemu-user-static)
[ "$emulator" = none ] || command -v aarch64-linux-gnu-gcc >/dev/null || missing+=(gcc-aarch64-linux-gnu)
[ "$emulator" = none ] || [ -e "$sysroot/lib/ld-linux-aarch64.so.1" ] || missing+=(libc6-dev-arm64-cross)
if [ ${#missing[@]} -gt 0 ]; then
  echo "No arm64 run: ${missing[*]} not installed."
  exit 77
fi

if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi

# The emulated system has no ICU, so the program must not look for it; nothing it prints depends on a culture.
options=(-c Release -r linux-arm64 -o "$folder" -p:InvariantGlobalization=true)
[ "$emulator" = none ] || options+=(-p:CppCompilerAndLinker=aarch64-linux-gnu-gcc -p:ObjCopyName=aarch64-linux-gnu-objcopy)
dotnet publish tests/Compiled.Aot "${options[@]}" >&2
if [ "$emulator" = none ]; then
  "$folder/Compiled.Aot" hashes "$steps"
else
  "$emulator" -L "$sysroot" "$folder/Compiled.Aot" hashes "$steps"
fi
