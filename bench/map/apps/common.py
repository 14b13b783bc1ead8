"""What the Streamlit contenders share: the events, the slider and the rows of its window."""

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
import streamlit as st

from bench.map import events as made
from bench.map.contender import STEP_DAYS

st.set_page_config(layout="wide")
DAYS = int(os.environ["BENCH_DAYS"])


@st.cache_resource
def load() -> made.Events:
    """Read the events once per server."""
    return made.read(Path(os.environ["BENCH_EVENTS"]))


def window() -> tuple[int, npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Show the slider; return the step and the longitudes and latitudes of its window."""
    events = load()
    first, last = events.extent
    steps = max(1, (last - first - DAYS) // STEP_DAYS)
    step = st.slider("Week", 0, max(steps, 50), 0)
    start = first + STEP_DAYS * step if steps > 1 else first + step % 2
    rows = np.flatnonzero(events.within(start, start + DAYS))
    return step, events.lon[rows], events.lat[rows]
