"""Analyse: what does a text of one's own say?"""

from components.analyse import show_input, show_job
from components.page import show_head
from dashboard import session

show_head("Analyse", "Who says what, in what tone, for and against what, in a text of your own?")
show_input()
token = session.parameter(session.JOB)
if token:
    show_job(token)
