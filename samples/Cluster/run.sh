#!/usr/bin/env bash
# Starts RabbitMQ, PostgreSQL, an HTTP front, worker processes and a load, all on this machine in folders of their own, and tells at the end whether anything was lost.
#   samples/Cluster/run.sh [--conversations 1000] [--messages 20] [--workers 3] [--kill-every 5] [--restart-broker] …
# --workers 1,2,3 runs once with each number and compares. README.md has the rest.
set -euo pipefail
cd "$(dirname "$0")"
missing=()
command -v dotnet >/dev/null || missing+=("the .NET 10 SDK (https://dotnet.microsoft.com/download)")
[ -e /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=("RabbitMQ: apt-get install rabbitmq-server")
command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=("PostgreSQL: apt-get install postgresql")
if [ ${#missing[@]} -gt 0 ]; then
  printf 'Missing: %s\n' "${missing[@]}" >&2
  exit 2
fi
echo "Building …"
dotnet build --configuration Release --nologo -clp:ErrorsOnly
exec dotnet run --no-build --configuration Release -- "$@"
