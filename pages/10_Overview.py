"""Overview: how large is the corpus, and who speaks in it?"""

from components.evidence import show_evidence
from components.page import open_page

view = open_page("Overview", "Who speaks, how much, in what tone, for and against what?")
show_evidence(view)
