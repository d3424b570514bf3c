"""Downloads of exactly what the page shows, made when the button is pressed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components.text import counted, escaped, plain
from dashboard import downloading, export, session
from dashboard.filters import Filters
from dashboard.session import View


def show_downloads(view: View, filters: Filters, *, n: int, key: str) -> None:
    """Draw the panel that downloads all `n` sentences matching `filters`."""
    with st.popover("Download", icon=":material/download:", key=f"downloads-{key}"):
        st.caption(
            f"All {counted(n, 'sentence')} with every column and the stance toward each target; the ZIP also has each "
            f"stance with its probabilities and all that is named. Build {plain(view.table.id)}. Nothing is cut."
        )
        if downloading.served:
            st.html("".join(_link(kind, view, filters) for kind in downloading.KINDS))
            return
        for kind, (label, _, media) in downloading.KINDS.items():
            st.download_button(
                label, partial(_whole, kind, view, filters), mime=media, key=f"{key}-{label}", on_click="ignore",
                width="stretch", file_name=downloading.file_name(kind, view.table, filters),
            )  # fmt: skip


def _link(kind: str, view: View, filters: Filters) -> str:
    own = session.parameter(session.OWN)
    address = downloading.link(kind, filters, build=view.table.id, own=own, page=_address())
    return f'<a class="pd-download" href="{escaped(address)}" download>{escaped(downloading.KINDS[kind][0])}</a>'


def _whole(kind: str, view: View, filters: Filters) -> bytes:
    """Return a download in one piece, which is what Streamlit's button asks for."""
    return b"".join(downloading.pieces(kind, view.table, filters, page=""))


def _address() -> str:
    """Return the address of the page for the record of a download, which may be passed on: without what is private."""
    query = {name: st.query_params.get_all(name) for name in st.query_params if name not in session.PRIVATE}
    return f"{st.context.url or ''}?{urlencode(query, doseq=True)}"


def show_figure_download(
    view: View, frame: pd.DataFrame, *, what: str, about: Mapping[str, str], label: str = "CSV"
) -> None:
    """Draw the button that downloads a figure's own numbers as CSV; `about` says what they are of, as more columns."""
    st.download_button(
        label, partial(figure_csv, view, frame, about=about), mime="text/csv", key=f"figures-{what}",
        on_click="ignore", type="tertiary", help="The figure’s own numbers",
        file_name=figure_file(view, what=what, ending="csv", about=about),
    )  # fmt: skip


def figure_csv(view: View, frame: pd.DataFrame, *, about: Mapping[str, str]) -> bytes:
    """Return a figure's own numbers as CSV, with what they are of, build and filters in every row."""
    told = {**about, **export.origin(view.table, words=view.filters.words(name=view.name))}
    return export.frame_csv(frame.assign(**{name: value for name, value in told.items() if name not in frame}))


def figure_file(view: View, *, what: str, ending: str, about: Mapping[str, str]) -> str:
    """Return the file name of a figure's numbers or image: another target, grouping or side has another name."""
    more = json.dumps([dict(about), view.least_n])
    return export.file_name(view.table, view.filters, what=what, ending=ending, more=more)


def show_image_downloads(figure: str) -> None:
    """Draw the buttons that download the plotly figure in the container with the key `figure`, as SVG and PNG.

    The reader's browser draws the image (`SCRIPT`): what is saved is what is seen, and nothing leaves the page.
    """
    buttons = "".join(
        f'<button type="button" class="pd-image" data-figure="{figure}" data-format="{kind}" '
        f'title="The figure as {kind.upper()}">{kind.upper()}</button>'
        for kind in ("svg", "png")
    )
    st.html(buttons, width="content")


#: The one script of the dashboard, fixed text: no word from a document is in it. It answers the buttons above (plotly
#: has one camera button with one format: the format is set, then the camera pressed), brings the sentence that the
#: Article page marks into sight, and the head of a profile or of a list turned over; and it leads the keyboard into a
#: filter's panel, which stands at the page's end, and back.
SCRIPT = """<script>
if (!window.podiumImages) {
  window.podiumImages = true;
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".pd-image");
    const figure = button && document.querySelector(`.st-key-${button.dataset.figure} .js-plotly-plot`);
    const camera = figure && figure.querySelector('.modebar [data-title^="Download"]');
    if (!camera) return;
    figure._context.toImageButtonOptions = {
      ...figure._context.toImageButtonOptions, format: button.dataset.format,
    };
    camera.click();
  });
  // Leads eye and keyboard to a head that lies above what is seen; one in sight, or still below, is left alone.
  const landOn = (head) => {
    if (!head || head.getBoundingClientRect().top > 60) return;
    if (!head.matches("a, button, summary, [tabindex]")) head.tabIndex = -1;
    head.scrollIntoView({block: "start"});
    head.focus({preventScroll: true});
  };
  document.addEventListener("click", (event) => {
    const turned = event.target.closest('[aria-label="Pagination"] button');
    if (!turned) return;
    const before = (head) => head.compareDocumentPosition(turned) & Node.DOCUMENT_POSITION_FOLLOWING;
    const fold = turned.closest("details");
    landOn(fold ? fold.querySelector("summary") : [...document.querySelectorAll("h2")].filter(before).pop());
  });
  // The field whose panel the keyboard opened. Its button may be drawn anew and lose the focus, until Tab leaves it.
  let byKey = false, opener = "", inside = false;
  document.addEventListener("keydown", (event) => {
    byKey = true;
    if (event.key === "Tab" && !inside) opener = "";
  }, true);
  document.addEventListener("pointerdown", () => { byKey = false; opener = ""; }, true);
  const leadIntoPanel = () => {
    const panel = document.querySelector('[data-testid="stPopoverBody"]');
    if (!panel) {
      const button = opener && document.querySelector(`.${opener} button`);
      if (button && (inside || document.activeElement === document.body)) button.focus();
      inside = false;
      return;
    }
    const first = byKey && !inside && panel.querySelector("input, button");
    if (!first) return;
    const field = document.activeElement.closest('[class*="st-key-panel-"]');
    opener = field ? [...field.classList].find((name) => name.startsWith("st-key-panel-")) : "";
    inside = true;
    first.focus();
  };
  new MutationObserver(() => {
    leadIntoPanel();
    const title = document.querySelector("[data-land]");
    const land = title ? title.dataset.land : "";
    if (land !== window.podiumLand) {
      window.podiumLand = land;
      landOn(title);
    }
    const article = document.querySelector(".pd-article[data-here]");
    const here = article ? article.dataset.here : "";
    if (here === window.podiumHere) return;
    window.podiumHere = here;
    const mark = article && article.querySelector(".here");
    if (mark) mark.scrollIntoView({block: "center"});
  }).observe(document.body, {childList: true, subtree: true});
}
</script>"""
