#!/usr/bin/env bash
# Makes the compressed batches of the sample archive from their plain sources.
#
# The result is the same bytes every time: gzip writes no name and no clock (-n), and tar writes
# its entries in the order of their names with one owner and one date.
set -euo pipefail
cd "$(dirname "$0")"

for batch in sources/*.jsonl; do
  gzip -9 -n <"$batch" >"archive/$(basename "$batch").gz"
done

tar --create --directory=sources/el-mirador --sort=name --format=ustar \
  --owner=0 --group=0 --numeric-owner --mode=0644 --mtime='2026-04-01 00:00:00 UTC' \
  --files-from=<(cd sources/el-mirador && LC_ALL=C ls -- *.md) |
  gzip -9 -n >archive/el-mirador-2026-q1.tar.gz
