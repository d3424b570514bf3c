"""The measures: one file a task, each with `evaluate(path) -> dict` of plain numbers with n and 95 % intervals.

A task reads labelled data, runs the job's own stages on the text alone, and compares. Nothing here trains, and
nothing is fitted to what is measured.
"""
