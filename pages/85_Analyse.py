"""Analyse: what does a text of one's own say?"""

from components.analyse import show_input, show_job
from components.page import open_page
from dashboard import session

open_page("Analyse", "Who says what, in what tone, for and against what, in a text of your own?", empty_stops=False)
show_input()
token = session.parameter("job")
if token:
    show_job(token)
