#!/usr/bin/env bash
# Cuts small samples for the tests of damaged files out of the labelled reports, with qpdf.
set -euo pipefail
cd "$(dirname "$0")"

cut() { qpdf "../$1.pdf" --pages . "$2" -- --object-streams=preserve "$3.pdf"; }
cut reports/d94_bridge 1-2 letter
cut corpus/b02_pelican 1-2 stamped
cut reports/d06_copperline 1-2 paragraphs
cut reports/d02_quillmere 1-2 office
cut reports/d04_northlight 1-2 ghostscript
