#!/usr/bin/env bash
# Makes a clean scan: pages of a labelled report as gray pictures of 150 dpi, without any text, and their text beside it.
# Needs pdftoppm and pdftotext (poppler-utils), qpdf, ImageMagick and Python 3.
set -euo pipefail
cd "$(dirname "$0")"
source=../reports/d06_copperline.pdf
pages=(3 4 24)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
qpdf "$source" --pages . "$(IFS=, && echo "${pages[*]}")" -- "$work/cut.pdf"
pdftotext -layout "$work/cut.pdf" scan.txt
pdftoppm -r 150 -gray "$work/cut.pdf" "$work/page"
for page in "$work"/page-*.pgm; do convert "$page" -quality 25 "${page%.pgm}.jpg"; done
python3 - "$work"/page-*.jpg >"$work/scan.pdf" <<'PYTHON'
import struct, sys

def size(jpeg):  # of the first frame header
    at = 2
    while jpeg[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + struct.unpack(">H", jpeg[at + 2:at + 4])[0]
    height, width = struct.unpack(">HH", jpeg[at + 5:at + 9])
    return width, height

out, offsets, kids = bytearray(b"%PDF-1.4\n"), {}, []
def add(number, head, body=None):
    offsets[number] = len(out)
    out.extend(b"%d 0 obj\n%s\n" % (number, head.encode()))
    if body is not None:
        out.extend(b"stream\n" + body + b"\nendstream\n")
    out.extend(b"endobj\n")

for i, path in enumerate(sys.argv[1:]):
    jpeg, n = open(path, "rb").read(), 3 + 3 * i
    w, h = size(jpeg)
    pw, ph = w * 72 / 150, h * 72 / 150
    draw = b"q %.2f 0 0 %.2f 0 0 cm /I Do Q" % (pw, ph)
    add(n, f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {pw:.2f} {ph:.2f}] /Contents {n + 1} 0 R /Resources << /XObject << /I {n + 2} 0 R >> >> >>")
    add(n + 1, f"<< /Length {len(draw)} >>", draw)
    add(n + 2, f"<< /Type /XObject /Subtype /Image /Width {w} /Height {h} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length {len(jpeg)} >>", jpeg)
    kids.append(f"{n} 0 R")
add(1, "<< /Type /Catalog /Pages 2 0 R >>")
add(2, f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>")
at, count = len(out), len(offsets) + 1
out += b"xref\n0 %d\n0000000000 65535 f \n" % count
for n in range(1, count):
    out += b"%010d 00000 n \n" % offsets[n]
out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, at)
sys.stdout.buffer.write(out)
PYTHON
qpdf "$work/scan.pdf" --deterministic-id scan.pdf
