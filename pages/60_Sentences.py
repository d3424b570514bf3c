"""Sentences: which sentences match, word for word?"""

from components.evidence import show_evidence
from components.page import open_page

view = open_page("Sentences", "Which sentences match, word for word?")
show_evidence(view, page_size=20)
