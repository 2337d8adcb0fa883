#!/usr/bin/env bash
# Changes the engine in every way that Stryker knows and runs its tests for each; fails below 85 % killed. It takes long, and is not part of ./test.sh.
# Usage: tests/mutation.sh [file or folder of src/CaseFlow.Engine, such as Stepping/Execution.Joins.cs] [--survivors] [--two]
#   --survivors  judges again what a former run left alive: for one who has added tests, and removed none
#   --two        two processes at a time
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

out=$PWD/StrykerOutput/engine
dotnet build tests/CaseFlow.Engine.Tests -c Release -v quiet
dotnet build tests/CaseFlow.Mutation -c Release -v quiet

# Stryker makes the mutants, all in one assembly, and knows each by a number. That takes minutes and is done again only for another engine.
if [ ! -f "$out/CaseFlow.Engine.dll" ] || [ ! -d "$out/reports" ] || [ -n "$(find src/CaseFlow.Engine -name '*.cs' -newer "$out/CaseFlow.Engine.dll" -print -quit)" ]; then
  rm -rf "$out"
  mkdir -p "$out"
  dotnet tool restore
  (cd tests/CaseFlow.Mutation && CASEFLOW_MUTANTS=$out dotnet stryker --config-file ../../stryker-config.json --output "$out")
fi

# A folder of its own, where the mutated engine stands in for the real one.
rm -rf "$out/bin"
mkdir -p "$out/bin"
cp tests/CaseFlow.Engine.Tests/bin/Release/net10.0/*.dll "$out/bin"
cp tests/CaseFlow.Mutation/bin/Release/net10.0/CaseFlow.Mutation* "$out/bin"
cp "$out/CaseFlow.Engine.dll" "$out/bin"
dotnet "$out/bin/CaseFlow.Mutation.dll" "$out" "$@"
