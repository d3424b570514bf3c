"""How a build is run: what goes in, in chunks, by whom it is read, what is kept of it, and what the user sees of it.

What it runs is handed to it by `data.pipeline`.
"""
