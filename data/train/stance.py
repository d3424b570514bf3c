"""Train stance: one joint training makes tone, sentiment toward a target and stance; see `pair.py`."""

from __future__ import annotations

from data.train.pair import train

__all__ = ["train"]
