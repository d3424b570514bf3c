"""Where somebody is reported to speak: quotation marks, cues, the learned tagger, and how their readings are joined.

The parts of `data.quotations`. Who speaks stays words here (`data.resolution`).
"""
