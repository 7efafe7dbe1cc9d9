#!/bin/sh
# Prove that the newest backup comes back: restored beside everything, verified, and thrown away.
set -eu
newest=$(ls -t "$MONITOR_BACKUPS"/monitor-*.zip | head -n 1)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export MONITOR_STORE="$folder/monitor.duckdb" MONITOR_ACCOUNTS=
.venv/bin/python -m data_loaders restore "$newest"
.venv/bin/python -m data_loaders verify
