#!/usr/bin/env bash
# Mutates the engine and runs its tests for each mutant; fails below 85 % killed. It takes long, and is not part of ./test.sh.
# Usage: tests/mutation.sh [file or folder of src/CaseFlow.Engine, such as Stepping/Execution.Joins.cs]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

dotnet tool restore
mutate=()
if [ $# -gt 0 ]; then
  [ -d "src/CaseFlow.Engine/$1" ] && mutate=(--mutate "${1%/}/**/*.cs") || mutate=(--mutate "$1")
fi

# From the tests' folder: beside a solution Stryker would mutate all of it.
cd tests/CaseFlow.Engine.Tests
dotnet stryker --config-file ../../stryker-config.json "${mutate[@]}"
