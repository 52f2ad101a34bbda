"""Builds b01..b05 beside this folder: PDF, truth, meta. Needs libreoffice-writer, hyphen-en-us, groff, ghostscript, qpdf, poppler-utils, imagemagick.

Truth is found in the rendered pages' text: a label that does not stand there stops the build.
"""
import b01, b02, b03, b04, b05

for m in (b01, b02, b03, b04, b05): m.build()
