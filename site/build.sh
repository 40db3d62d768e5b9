#!/usr/bin/env bash
# Builds the site of the API into site/_site, from the libraries of the last Release build and their XML documentation. A warning is an error. Takes half a minute.
set -euo pipefail
cd "$(dirname "$0")"
dotnet tool restore --verbosity quiet
rm -rf api _site
dotnet docfx docfx.json --warningsAsErrors
