"""Texts whose speakers stand in labels or the title: transcripts, interviews, statements, speeches, press offices."""
