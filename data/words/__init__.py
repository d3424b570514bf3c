"""What English words name, before any document is read: persons, titles, offices, countries, bodies, verbs of saying.

Lists, the reference tables of `seeds/reference/`, and patterns: words in, what they name out. Imports nothing of the
project but records, settings and errors.
"""
