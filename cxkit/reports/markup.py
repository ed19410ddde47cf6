"""Templates, style and scripts of a page, and what makes strangers' words harmless in them."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from jinja2 import Environment, FunctionLoader, select_autoescape
from markupsafe import Markup, escape

from cxkit.errors import ReportError
from cxkit.figures import theme
from cxkit.reports.wording import word

TOKENS = {
    "paper": theme.PAPER, "card": theme.CARD, "ink": theme.INK, "ink2": theme.INK2,
    "line": theme.LINE, "line2": theme.LINE2, "hatch": theme.HATCH, "neg": theme.NEG,
    "neg-soft": theme.NEG_SOFT, "pos": theme.POS, "pos-soft": theme.POS_SOFT, "mid": theme.MID,
    "mid-soft": theme.MID_SOFT, "vow": theme.VOW, "vow-soft": theme.VOW_SOFT, "flag": theme.FLAG,
    "flag-soft": theme.FLAG_SOFT,
}  # fmt: skip
"""CSS custom property to light colour."""

LINK = {"light": "#0b57a4", "dark": "#86bff5"}

LOST_SIGN = "\ufffd"
"""Stands for a control character, which HTML cannot hold."""


def style(kinds: set[str]) -> str:
    """Return the page's style: both schemes from the theme, then the kinds' own parts."""
    light = ";".join(f"--{name}:{colour}" for name, colour in TOKENS.items())
    dark = ";".join(f"--{name}:{theme.DARK[colour]}" for name, colour in TOKENS.items())
    schemes = (
        f":root{{{light};--link:{LINK['light']}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark};--link:{LINK['dark']}}}}}\n"
        f"@media print{{:root{{color-scheme:light;--paper:{theme.CARD}}}}}\n"
    )
    parts = [part("page.css"), *(part(f"{kind}.css") for kind in sorted(kinds))]
    return schemes + "\n".join(part for part in parts if part)


def app_script(kinds: set[str]) -> str:
    """Return the page's script: the common part, then the kinds' own parts."""
    parts = [part("page.js"), *(part(f"{kind}.js") for kind in sorted(kinds))]
    inner = "\n".join(part for part in parts if part)
    return f'(() => {{\n"use strict";\n{inner}\n}})();'


@cache
def environment() -> Environment:
    """Return the template environment: everything is escaped unless it is ours."""
    made = Environment(
        loader=FunctionLoader(part),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["word"] = word
    made.filters |= {
        "data": data_block, "verbatim": _verbatim, "local": _local, "tongue": _tongue,
        "linked": _linked,
    }  # fmt: skip
    return made


def part(name: str) -> str | None:
    """Read one file of the templates folder; None when there is no such file."""
    path: Traversable = files("cxkit.reports").joinpath("templates", name)
    return path.read_text(encoding="utf-8") if path.is_file() else None


def data_block(value: Any) -> Markup:
    """Write a data block's JSON so that nothing in it can end the block."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))


def _verbatim(text: str) -> Markup:
    """Escape a stranger's words so that a parser gives back the very same characters."""
    kept = "".join(LOST_SIGN if _is_control(sign) else sign for sign in text)
    return Markup(str(escape(kept)).replace("\r", "&#13;"))


def _tongue(words: str) -> str:
    """Tell a screen reader in which language to read a customer's words: by their letters."""
    n_cyrillic = sum("\u0400" <= sign <= "\u04ff" for sign in words)
    return "ru" if 2 * n_cyrillic > sum(sign.isalpha() for sign in words) else "en"


def _linked(text: str, tables: Iterable[str] = ()) -> Markup:
    """Escape a sentence of ours; the files beside the page that it names become links."""
    names = "|".join(re.escape(str(escape(name))) for name in tables)
    if not names:
        return escape(text)
    link = r'<a href="tables/\g<0>">\g<0></a>'
    return Markup(re.sub(rf"(?<![\w./-])(?:{names})(?![\w-])", link, str(escape(text))))


def _is_control(sign: str) -> bool:
    return (sign < " " and sign not in "\t\n\r") or "\x7f" <= sign <= "\x9f"


def _local(link: str) -> str:
    """Let only links within the page or the reports' folder through."""
    is_outside = ":" in link.split("/", maxsplit=1)[0] or link.startswith(("//", "\\"))
    if is_outside:
        raise ReportError(f"The link '{link}' leads out of the reports. Use '#anchor' or a file.")
    return link
