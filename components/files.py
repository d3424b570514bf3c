"""What a file and an address are called on screen: without the folders of the server, linked only where on the web.
"""

from __future__ import annotations

from pathlib import PurePath

from components.text import escaped
from dashboard import own_documents, session

#: What an address on screen may begin with to be a link: no other scheme is one.
_WEB = ("http://", "https://")


def file_words(path: str) -> str:
    """Return the name to show for a file that was read: a reader's own as the reader called it, else without folders
    of the server; a path given relative to where the build was made, or a web address, stays."""
    place = PurePath(path)
    if path.lower().startswith(_WEB):
        return path
    called = own_documents.called(session.parameter(session.OWN))
    return called.get(place.name) or (place.name if place.is_absolute() else path)


def address_html(address: str) -> str:
    """Return an address as HTML, a link where it is one of the web."""
    words = escaped(address)
    if not address.lower().startswith(_WEB):
        return words
    return f'<a href="{words}" target="_blank" rel="noopener noreferrer">{words}</a>'
