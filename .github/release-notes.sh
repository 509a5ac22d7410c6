#!/usr/bin/env bash
# Prints what CHANGELOG.md says of a version; fails where it says nothing. Usage: release-notes.sh 0.1.0 [changelog]
set -euo pipefail
version=${1:?which version?}
changelog=${2:-"$(dirname "$0")/../CHANGELOG.md"}

# From the heading of the version ("## 0.1.0 - 2026-12-01") to the next of its rank.
notes=$(awk -v version="$version" '/^## / { inside = ($2 == version || $2 == "[" version "]"); next } inside' "$changelog")
if [ -z "${notes//[[:space:]]/}" ]; then
  echo "$changelog says nothing of version $version: give its section the heading '## $version - <date>' before the tag." >&2
  exit 1
fi
printf '%s\n' "$notes"
