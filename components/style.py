"""The few rules of style that Streamlit's theme does not know: quotation cards, highlighted spans, narrow screens.

Goes in: the theme. Comes out: a style sheet; its classes (`pd-...`) are those of the HTML that components make.
"""

from __future__ import annotations

from components import palette
from components.charts.grid import MANY_SIZE
from components.palette import Theme

#: The words in the cells of a heat map with many columns, where the screen or the page's column is narrow.
_UPRIGHT = (
    f'.textpoint text[style*="font-size: {MANY_SIZE}px"] {{ rotate: -90deg; transform-box: fill-box; '
    "transform-origin: center; }"
)


def style_sheet(theme: Theme) -> str:
    """Return the style sheet as a `<style>` element."""
    ink = {name: palette.color(name, theme=theme) for name in ("text", "muted", "grid", "paper")}
    against, favor = palette.color("against_ink", theme=theme), palette.color("favor_ink", theme=theme)
    said = palette.faded(palette.color("other", theme=theme), alpha=0.2)
    soft = {name: palette.faded(hue, alpha=0.16) for name, hue in (("a", palette.AGAINST), ("f", palette.FAVOR))}
    return f"""<style>
.pd-card {{ border-left: 3px solid {ink["grid"]}; padding: .1rem 0 .1rem .9rem; margin: 0; color: {ink["text"]}; }}
.pd-card.direct, .pd-card.mixed {{ border-left-color: {favor}; }}
.pd-card.indirect {{ border-left-color: {favor}; border-left-style: dotted; }}
.pd-card p {{ margin: 0 0 .25rem; overflow-wrap: anywhere; }}
.pd-text {{ font-size: 1rem; line-height: 1.5; white-space: pre-wrap; }}
.pd-meta {{ font-size: .84rem; color: {ink["muted"]}; line-height: 1.45; }}
.pd-meta b {{ color: {ink["text"]}; font-weight: 600; }}
.pd-tag {{ display: inline-block; border: 1px solid {ink["grid"]}; border-radius: .6rem; padding: 0 .5rem;
  margin: .1rem .25rem 0 0; font-size: .8rem; }}
.pd-tag.against, .pd-tag.negative {{ color: {against}; border-color: {against}; background: {soft["a"]}; }}
.pd-tag.favor, .pd-tag.positive {{ color: {favor}; border-color: {favor}; background: {soft["f"]}; }}
.pd-line {{ font-size: 1.02rem; color: {ink["text"]}; margin: 0; overflow-wrap: anywhere; }}
.pd-line b {{ font-variant-numeric: tabular-nums; }}
.pd-note {{ font-size: .84rem; color: {ink["muted"]}; margin: 0; overflow-wrap: anywhere; }}
.pd-article {{ white-space: pre-wrap; line-height: 1.7; font-size: 1.02rem; max-width: 46rem; color: {ink["text"]};
  overflow-wrap: anywhere; }}
.pd-article mark {{ color: inherit; background: none; }}
.pd-article .speaker {{ border-bottom: 2px solid {favor}; font-weight: 600; }}
.pd-article .cue {{ border-bottom: 2px dotted {ink["muted"]}; font-style: italic; }}
.pd-article .content {{ background: {said}; border-radius: .2rem; }}
.pd-article .here {{ outline: 2px solid {against}; outline-offset: 2px; border-radius: .2rem; }}
.pd-article .tone-negative {{ box-shadow: inset 0 -.18em 0 {palette.AGAINST}; }}
.pd-article .tone-positive {{ box-shadow: inset 0 -.18em 0 {palette.FAVOR}; }}
.pd-article a {{ color: inherit; text-decoration: none; scroll-margin-top: 6rem; }}
.pd-article .hit {{ text-decoration: underline 2px {favor}; text-underline-offset: .28em; }}
.pd-article a.pd-n[href]::before {{ content: attr(data-n); font-size: .7rem; color: {ink["muted"]};
  padding: 0 .3em 0 .1em; vertical-align: super; font-variant-numeric: tabular-nums; }}
.pd-article a.pd-n[href]:hover::before, .pd-article a.pd-n:focus-visible::before {{ color: {favor};
  text-decoration: underline; }}
.pd-table {{ overflow-x: auto; color: {ink["text"]}; }}
.pd-table table {{ border-collapse: collapse; width: 100%; font-size: .88rem; line-height: 1.4; }}
.pd-table th {{ text-align: left; color: {ink["muted"]}; font-weight: 600; white-space: nowrap; }}
.pd-table th, .pd-table td {{ border-bottom: 1px solid {ink["grid"]}; padding: .35rem .6rem .35rem 0;
  vertical-align: top; }}
.pd-table td.text {{ min-width: 20rem; white-space: pre-wrap; overflow-wrap: anywhere; }}
.pd-table td.title {{ min-width: 9rem; }}
@media (max-width: 640px) {{ .pd-table td.title {{ min-width: 18rem; }} }}
.pd-table td.published, .pd-table td.date {{ white-space: nowrap; }}
.pd-table td.number {{ text-align: right; font-variant-numeric: tabular-nums; }}
.pd-table a {{ color: {favor}; }}
[data-testid^="stBaseButton-primary"], [data-testid^="stBaseButton-primary"] p, [data-tag],
[data-tag] * {{ color: {ink["paper"]} !important; }}
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p {{ color: {ink["muted"]} !important;
  opacity: 1 !important; }}
.pd-legend {{ font-size: .84rem; line-height: 1.5; margin: 0; }}
.pd-why {{ margin: 0 !important; padding: 0 !important; font-size: .84rem; color: {ink["text"]}; }}
.pd-why div {{ padding: .15rem 0; border-bottom: 1px solid {ink["grid"]}; }}
.pd-why dt {{ color: {ink["muted"]}; font-weight: 400; }}
.pd-why dd {{ margin: 0 !important; }}
.pd-words {{ line-height: 1.8; margin: .2rem 0; color: {ink["text"]}; overflow-wrap: anywhere; }}
.pd-words span {{ border-radius: .2rem; padding: .1em 0; }}
@media (min-width: 641px) {{ .stColumn:has(> * .st-key-beside) {{ position: sticky; top: 4.5rem; align-self: flex-start;
  max-height: calc(100vh - 6rem); overflow-y: auto; }} }}
.pd-when {{ white-space: nowrap; }}
a[data-testid="stPageLink-NavLink"]:focus-visible {{ outline: 2px solid {favor}; outline-offset: -2px; }}
.st-key-words [data-testid="InputInstructions"] {{ display: none; }}
.st-key-documents a[data-testid="stPageLink-NavLink"] {{ background: none; }}
.st-key-documents a[data-testid="stPageLink-NavLink"] :is(span, p) {{ white-space: normal; overflow: visible;
  font-weight: 400; }}
.st-key-documents a[data-testid="stPageLink-NavLink"] strong {{ font-weight: 600; }}
.pd-title {{ font-size: 1.35rem; line-height: 1.3; margin: 0; padding: .2rem 0; color: {ink["text"]};
  scroll-margin-top: 5rem; }}
.pd-title:focus {{ outline: none; }}
.pd-figures {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .6rem 1.2rem;
  margin: .4rem 0 .2rem !important; padding: 0 !important; color: {ink["text"]}; }}
.pd-figures div {{ border-top: 2px solid {ink["grid"]}; padding-top: .35rem; }}
.pd-figures dt {{ font-size: .84rem; color: {ink["muted"]}; }}
.pd-figures dd {{ margin: 0; font-size: .8rem; color: {ink["muted"]}; line-height: 1.35; }}
.pd-figures dt + dd {{ font-size: 1.55rem; line-height: 1.25; color: {ink["text"]};
  font-variant-numeric: tabular-nums; }}
.st-key-scripts {{ display: none; }}
.pd-image {{ background: none; border: 0; border-radius: .4rem; padding: .25rem .35rem; font: inherit;
  font-size: .9rem; color: {ink["text"]}; cursor: pointer; }}
.pd-image:hover {{ color: {favor}; }}
.pd-image:focus-visible {{ outline: 2px solid {favor}; }}
.pd-download {{ display: block; padding: .45rem .8rem; border: 1px solid {ink["muted"]}; border-radius: .5rem;
  text-align: center; text-decoration: none; color: {ink["text"]}; }}
.pd-download + .pd-download {{ margin-top: .6rem; }}
.pd-download:hover, .pd-download:focus-visible {{ border-color: {favor}; color: {favor}; }}
.stMainBlockContainer {{ padding-top: 4.6rem; padding-bottom: 4rem; }}
@media (max-width: 1200px) {{ .stHorizontalBlock:has(> .stColumn .js-plotly-plot) {{ flex-wrap: wrap; }}
  .stHorizontalBlock:has(> .stColumn .js-plotly-plot) > .stColumn {{ min-width: 100%; flex: 1 1 100%; }} }}
[class*="st-key-speaker-"] button, .stExpander [class*="st-key-"] button[kind="tertiary"] {{
  justify-content: flex-start; text-align: left; }}
@media (max-width: 640px) {{ {_UPRIGHT} }}
@media (max-width: 1100px) {{ .stColumn {_UPRIGHT} }}
@media (max-width: 640px) {{ .stMainBlockContainer {{ padding-left: 1rem; padding-right: 1rem; }} }}
</style>"""
