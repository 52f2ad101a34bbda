"""Writes the documents of this folder and what they are: `python3 testdata/kinds/gen.py` (needs chromium and poppler-utils).

All firms are fictional and all sentences are composed here. Another version of Chromium or of the fonts may move page breaks: the truth is
written anew along with the files.
"""

import attested
import unattested

attested.main()
unattested.main()
