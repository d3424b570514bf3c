"""Sentences: which sentences match, word for word?"""

from components.evidence import show_evidence
from components.page import open_page
from components.sentence_table import show_operators

view = open_page("Sentences", "Which sentences match, word for word?")
show_operators()
show_evidence(view, page_size=20, shapes=True)
