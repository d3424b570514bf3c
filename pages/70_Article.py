"""Article: what does the document say, and what was read in it?"""

from components.article_view import only_document, show_article, show_choice
from components.page import open_page
from dashboard import session

view = open_page("Article", "What does the document say, word for word, and what was read in it?", empty_stops=False)
key = session.parameter("document") or only_document(view)
if key:
    show_article(view, key)
else:
    show_choice(view)
