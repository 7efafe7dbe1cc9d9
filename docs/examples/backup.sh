#!/bin/sh
# Make a backup into MONITOR_BACKUPS, and let go of those older than 60 days once it stands.
set -eu
mkdir -p "$MONITOR_BACKUPS"
.venv/bin/python -m data_loaders backup "$MONITOR_BACKUPS/monitor-$(date +%Y%m%d-%H%M%S).zip"
find "$MONITOR_BACKUPS" -name 'monitor-*.zip' -mtime +60 -delete
