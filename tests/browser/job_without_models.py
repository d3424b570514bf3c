"""Stands for `python -m data` in browser tests: the same job over the same readers, with VADER's word list as its only
scorer, no tagger and one topic, so that a reading takes seconds and no weights are loaded.
"""

from __future__ import annotations

import sys

from data import __main__, pipeline, quotations, scorers

pipeline.topics_of = lambda reading: [[("diplomacy", 1.0)] for _ in reading.sentences]
quotations.extract = lambda document, sentences: ()
scorers.DEFAULT = ("vader",)

if __name__ == "__main__":
    sys.exit(__main__.main(sys.argv[1:]))
