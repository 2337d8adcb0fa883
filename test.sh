#!/usr/bin/env bash
# Builds CaseFlow, checks its formatting and runs every test. Ends with one line: N passed, N failed, N skipped.
# Usage: ./test.sh [dotnet test filter]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off

say() { printf '\n== %s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

command -v dotnet >/dev/null || stop "The .NET SDK 10 is missing: install it and run ./test.sh again."
dotnet --version >/dev/null 2>&1 || stop "The .NET SDK on this machine is too old: global.json asks for version 10."
command -v node >/dev/null && command -v npm >/dev/null || stop "Node.js 20 or newer with npm is missing: install it and run ./test.sh again."
[ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] || stop "Node.js $(node --version) is too old: install version 20 or newer."

# PostgreSQL for the database tests, Chromium for the end-to-end tests, poppler to look at the PDFs.
packages=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages+=(postgresql)
command -v chromium >/dev/null || packages+=(chromium)
command -v pdftotext >/dev/null || packages+=(poppler-utils)
if [ ${#packages[@]} -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    say "Installing ${packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -q && apt-get install -y -q --no-install-recommends "${packages[@]}"; } >/dev/null || stop "Installing ${packages[*]} failed."
  else
    stop "These packages are missing; install them and run ./test.sh again: sudo apt-get install ${packages[*]}"
  fi
fi

say "Build"
dotnet restore --locked-mode -v quiet || stop "Restoring the packages failed."
dotnet build --no-restore -v quiet || stop "The build failed."

say "Formatting"
dotnet format whitespace --no-restore --verify-no-changes || stop "The formatting differs: run «dotnet format whitespace» and commit."

say "Tests"
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
filter=()
[ $# -gt 0 ] && filter=(--filter "$1")
status=0
for project in tests/CaseFlow.Engine.Tests tests/CaseFlow.Tests tests/CaseFlow.E2E; do
  dotnet test "$project" --no-build --results-directory "$results" --logger "trx;LogFileName=$(basename "$project").trx" "${filter[@]}" || status=1
done

# One line over all projects, from the counters that the runs wrote.
sum() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ total += $1 } END { print total + 0 }'; }
total=$(sum total) passed=$(sum passed) failed=$(sum failed)
[ "$total" -gt 0 ] || stop "No test ran."
printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$((total - passed - failed))"
exit $status
