"""Sentences: which sentences match, word for word?"""

from components.evidence import show_evidence
from components.page import open_page, show_empty
from components.saved_views import show_saved
from components.sentence_table import show_operators

view = open_page("Sentences", "Which sentences match, word for word?", empty_stops=False)
if view.counts.sentences:
    show_operators()
    show_evidence(view, page_size=20, shapes=True)
else:
    show_empty(view)
    # Who searched for words and found nothing needs to know how words are searched for.
    show_operators(opened=bool(view.filters.text))
    show_saved(view)
