"""No text from outside is Markdown: how it is written, and that every page writes it so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.ui.frame.markdown import filled, labels, lines, plain

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "pages").rglob("*.py"))

FIRST = {
    *("markdown", "write", "caption", "title", "header", "subheader", "error", "warning", "info"),
    *("success", "toast", "expander", "popover", "spinner", "status", "checkbox", "toggle"),
    *("button", "download_button", "form_submit_button", "link_button", "selectbox", "multiselect"),
    *("radio", "segmented_control", "pills", "text_input", "text_area", "number_input", "metric"),
    *("date_input", "time_input", "file_uploader", "slider", "select_slider", "tabs", "dialog"),
}
"""Elements of Streamlit whose first argument is Markdown."""
NAMED = {"label", "body", "help", "caption", "captions"}
MARKDOWN_OPTIONS = {"radio", "segmented_control", "pills"}
"""Elements whose options are Markdown too; those of a select box are not."""
SAFE = {"plain", "filled", "lines", "paragraphs", "labels"}
CATALOGUE = {"_", "text", "plural", "N_"}


def functions(tree: ast.Module) -> Iterator[ast.AST]:
    """Every function and the module itself, with only its own statements below it."""
    yield tree
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope that stand in no function inside it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from own(child)


def given(scope: ast.AST, name: str) -> list[ast.expr] | None:
    """Everything a scope assigns to a name; None where it comes in otherwise."""
    found: list[ast.expr] = []
    for node in own(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    found.append(node.value)
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts, strict=False)
                    found += [v for t, v in pairs if isinstance(t, ast.Name) and t.id == name]
        elif isinstance(node, ast.AugAssign) and ast.unparse(node.target) == name:
            found.append(node.value)
        elif isinstance(node, ast.For) and name in ast.unparse(node.target):
            rows = node.iter.elts if isinstance(node.iter, ast.Tuple) else []
            at = [ast.unparse(one) for one in getattr(node.target, "elts", [node.target])]
            for row in rows:
                cells = row.elts if isinstance(row, ast.Tuple) else [row]
                found.append(cells[at.index(name)])
    return found or None


def harmless(value: ast.expr, scope: ast.AST) -> bool:
    """Whether nothing but the source's own words can be Markdown in it."""
    if isinstance(value, ast.Call):
        return _made_harmless(value, scope)
    if isinstance(value, ast.Name):
        values = given(scope, value.id)
        return values is not None and all(harmless(one, scope) for one in values)
    parts = _parts(value)
    return parts is not None and all(harmless(part, scope) for part in parts)


def _made_harmless(call: ast.Call, scope: ast.AST) -> bool:
    """Whether a call escapes what it is given, or looks the source's words up in the catalogue."""
    called = ast.unparse(call.func).rpartition(".")[2]
    if called == "filled":
        return bool(call.args) and harmless(call.args[0], scope)
    in_source = bool(call.args) and isinstance(call.args[0], ast.Constant)
    return called in SAFE or (called in CATALOGUE and in_source)


def _parts(value: ast.expr) -> list[ast.expr] | None:
    """The texts of which a text is put together; None where that cannot be seen."""
    match value:
        case ast.Constant():
            return []
        case ast.IfExp(body=first, orelse=second) | ast.BinOp(left=first, right=second):
            return [first, second]
        case ast.JoinedStr(values=parts):
            return [part.value for part in parts if isinstance(part, ast.FormattedValue)]
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return elements
        case ast.ListComp(elt=element):
            return [element]
    return None


def is_streamlits(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) in {"st", "box"}


def breaches(path: Path) -> Iterator[str]:
    """Every text that a page hands to Streamlit's Markdown as it came."""
    for scope in functions(ast.parse(path.read_text("utf-8"))):
        for node in own(scope):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            handed = [keyword.value for keyword in node.keywords if keyword.arg in NAMED]
            if is_streamlits(node) and name in FIRST:
                handed += node.args[:1]
            if is_streamlits(node) and name in MARKDOWN_OPTIONS:
                handed += [k.value for k in node.keywords if k.arg == "format_func"]
            if not is_streamlits(node):
                continue
            yield from (
                f"{path.name}:{node.lineno} {name}({ast.unparse(value)})"
                for value in handed
                if not harmless(value, scope)
            )


def test_no_page_hands_markdown_anything_but_its_own_words() -> None:
    """What is not of the source goes through ``plain`` or ``filled``
    (pages/ui/frame/markdown.py)."""
    found = {path.relative_to(ROOT).as_posix(): list(breaches(path)) for path in PAGES}
    assert {name: said for name, said in found.items() if said} == {}


def test_the_rule_finds_what_it_is_to_find(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text(
        "def f(name):\n"
        "    st.warning(name)\n"
        "    st.info(_('{x}').format(x=name))\n"
        "    said = f'{name}'\n"
        "    st.caption(said)\n"
        "    st.selectbox('a', [], help=name)\n"
        "    st.radio('a', [], format_func=str)\n"
        "    st.error(str(name))\n"
        "    text = _('**a** {x}')\n"
        "    st.success(filled(text, x=name) + ' ' + plain(name))\n"
        "    st.markdown(f'**{plain(name)}**')\n"
        "    st.header(_('a') if name else 'b')\n"
        "    st.selectbox('a', [], format_func=str)\n"
    )
    assert [one.partition(" ")[0] for one in breaches(page)] == [
        f"page.py:{line}" for line in (2, 3, 5, 6, 7, 8)
    ]


HOSTILE = (
    "[Bấm vào đây](https://localhost/x)",
    "![x](https://localhost/x.png)",
    "<b>x</b><img src=x onerror=alert(1)>",
    "https://localhost/x",
    "www.evil.example",
    "a@evil.example",
    "<https://localhost>",
    "**x** _y_ ~~z~~ `code`",
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "a\n\n# b",
    "a\n---",
    "| a | b |\n|---|---|\n| c | d |",
    "    code",
    "&lt;b&gt; &amp;",
    "\\[x](y)",
    "[x]: https://localhost",
    "```\nx\n```",
)


ACTIVE = re.compile(r"(?<!\\)(?:\\\\)*[`*_\[\]<>~$&]")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_one_line_in_which_nothing_is_a_mark(text: str) -> None:
    """How Streamlit itself shows each of these, a browser test looks up."""
    shown = plain(text)
    assert "\n" not in shown
    assert not shown.startswith((" ", "#", ">", "-", "+", "|", "="))
    assert not re.match(r"\d+[.)] ", shown)
    assert not ACTIVE.search(shown)
    read = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", shown)
    assert read.replace("\u2060", "") == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("https://localhost", "https:"),
        ("HTTP://localhost", "HTTP:"),
        ("www.evil.example", "www."),
        ("a@evil.example", "@e"),
        (":material/skull:", ":m"),
        (":red[x]", ":r"),
        (":smile:", ":s"),
        (":+1:", ":+"),
        (":streamlit:", ":s"),
        ("::leaf{a=b}", ":l"),
    ],
)
def test_what_is_made_of_text_that_was_read_already_is_kept_apart(text: str, broken: str) -> None:
    """Addresses, icons, colours: of these a backslash is gone when they are looked for."""
    assert broken not in plain(text)
    assert plain(text).replace("\u2060", "").replace("\\", "") == text


@pytest.mark.parametrize(
    "text",
    ["Huyện Đăk Hà", "75,0% (9/12)", "25/06/2025 08:00", "tháng 05/2025 (15–14/05)", "−3", "a: b"],
)
def test_what_people_write_stays_as_they_write_it(text: str) -> None:
    assert plain(text) == text


def test_a_sentence_keeps_its_own_marks_and_its_values_none() -> None:
    said = filled("**Bước 1.** {name}: {count}", name="**x** {count}", count=3)
    assert said == "**Bước 1.** \\*\\*x\\*\\* {count}: 3"
    assert lines("a*", "b") == "a\\*  \nb"
    assert labels(str)("`x`") == "\\`x\\`"
