"""The server: `streamlit run dashboard/serve.py` shows the app of `app.py` and streams its downloads."""

from __future__ import annotations

import sys
from pathlib import Path

# `streamlit run` puts dashboard/ on the path, never the root of the repository.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import streamlit as st
from starlette.routing import Route

from dashboard import downloading

downloading.served = True
app = st.App(
    Path(__file__).resolve().parent / "app.py",
    routes=[Route(f"/{downloading.PATH}/{{kind}}", downloading.answer, methods=["GET"])],
)
