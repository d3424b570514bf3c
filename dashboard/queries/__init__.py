"""Questions to the table: each takes a table and filters and gives a small frame (or record), aggregated in DuckDB.

One file a family; every function says its columns in its docstring. No Streamlit, no plotly.
"""
