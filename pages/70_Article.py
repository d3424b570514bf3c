"""Article: what does the document say, and what was read in it?"""

from components.article_view import show_article, show_choice
from components.page import open_page
from dashboard import session
from dashboard.queries.articles import only_document

view = open_page("Article", "What does the document say, word for word, and what was read in it?", empty_stops=False)
key = session.parameter("document") or only_document(view.table)
if key:
    show_article(view, key)
else:
    show_choice(view)
