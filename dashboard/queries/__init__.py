"""Questions to the table: each takes a table and filters and gives a small frame (or record).

They count in the arrays of `dashboard/codes.py`; DuckDB looks up names and single rows. One file a family; every
function says its columns in its docstring. No Streamlit, no plotly.
"""
