"""The preview of a plan as one page that opens by itself: what each sentence becomes.

Printed for whoever signs the plan: the sentence, its formula in words, every verdict it can have
with a figure that gives it, the columns of the form, and what changes against what is in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from data_loaders.model.formats import Translator, integer, period_name, translator
from data_loaders.model.language import Language
from kpis.law.target import Plan, Target
from kpis.model import Result
from kpis.plan_folder.changes import Changed
from kpis.plan_folder.verdict_examples import Example
from kpis.words.arithmetic import arithmetic
from kpis.words.formula import formula_text
from kpis.words.verdicts import verdict_symbol, verdict_word

STYLE = """
body{font:16px/1.45 system-ui,"Segoe UI",Arial,sans-serif;color:#16202a;max-width:64rem;
margin:0 auto;padding:24px}
h1{font-size:1.6rem;margin:.2em 0}h2{font-size:1.2rem;border-top:2px solid #16202a;padding-top:8px;
margin-top:2em}h3{font-size:1rem;margin:1.6em 0 .3em}blockquote{margin:.3em 0;padding:.2em 1em;
border-left:4px solid #d5dce3;font-style:italic}table{border-collapse:collapse;width:100%;
font-size:.9rem;margin:.4em 0}th,td{border-bottom:1px solid #d5dce3;padding:4px 8px;text-align:left;
vertical-align:top}td.num{text-align:right;white-space:nowrap}td.sign{white-space:nowrap}
.quiet{color:#4a5763;font-size:.85rem}code{font-size:.85rem;overflow-wrap:anywhere}
.warning{background:#fff4d6;padding:4px 10px;margin:4px 0}
"""


@dataclass(frozen=True)
class Column:
    """A column of a form as the preview lists it."""

    group: str
    heading: str
    code: str
    kind: str
    required: bool


@dataclass(frozen=True)
class FormShown:
    """A form of the plan: its columns, and what the check said of one that was filled in."""

    edition: str
    first: str
    columns: Sequence[Column]
    findings: Sequence[str]


@dataclass(frozen=True)
class Shown:
    """All that the document tells. ``sha256``: of the folder.

    ``examples``, and ``stages`` with one at the end of each: by target id.
    """

    plan: Plan
    sha256: str
    warnings: Sequence[str]
    examples: dict[str, tuple[Example, ...]]
    stages: dict[str, tuple[Example, ...]]
    forms: Sequence[FormShown]
    changes: Sequence[Changed] | None


def document(shown: Shown, language: Language) -> str:
    """The whole page."""
    plan = shown.plan
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(plan.number)}</title><style>{STYLE}</style></head>\n"
        f"<body>\n{body(shown, language)}\n</body></html>\n"
    )


def body(shown: Shown, language: Language) -> str:
    """The page without its head, to stand within another one."""
    _ = translator(language)
    return "\n".join([*_head(shown, language, _), *_targets(shown, language, _), *_forms(shown, _),
                      *_changes(shown.changes, _)])


def _head(shown: Shown, language: Language, _: Translator) -> Iterator[str]:
    plan = shown.plan
    first, last = (
        period_name(p, language) for p in (plan.regime.first, plan.regime.last)
    )
    yield f"<h1>{escape(plan.number)}</h1><p>{escape(plan.title(language))}</p>"
    span = _("Từ {first} đến {last}; {count} chỉ tiêu; mã {name}").format(
        first=first, last=last, count=len(plan.targets), name=plan.name
    )
    yield f'<p class="quiet">{escape(span)}<br><code>SHA-256 {shown.sha256}</code></p>'
    yield from (f'<p class="warning">▲ {escape(one)}</p>' for one in shown.warnings)


def _targets(shown: Shown, language: Language, _: Translator) -> Iterator[str]:
    yield f"<h2>{escape(_('Chỉ tiêu: câu của kế hoạch, công thức, kết quả có thể có'))}</h2>"
    for number, target in enumerate(shown.plan.targets, 1):
        yield f"<h3>{number}. {escape(target.name(language))} <code>{target.target_id}</code></h3>"
        yield f"<blockquote>“{escape(target.sentence)}”</blockquote>"
        found = shown.examples[target.target_id]
        for letter in dict.fromkeys(example.letter for example in found):
            of_letter = [example for example in found if example.letter == letter]
            yield from _reading(target, letter, language, _)
            of_formula = shown.stages[target.target_id] or of_letter
            yield from _formula(of_formula, shown.plan, language, _)
            yield _verdicts(of_letter, shown.plan, language, _)
        for note in target.notes:
            said = f"“{note.about}”: {note.text(language)}"
            yield f'<p class="quiet">{escape(said)}</p>'


def _reading(
    target: Target, letter: str | None, language: Language, _: Translator
) -> Iterator[str]:
    if letter is not None:
        said = target.option_of(letter).sentence(language)
        yield f"<p><b>{escape(_('Cách hiểu'))} {escape(letter)}</b>: {escape(said)}</p>"


def _formula(
    examples: Iterable[Example], plan: Plan, language: Language, _: Translator
) -> Iterator[str]:
    """The formula in words; of a target with stages one for each of them."""
    said = dict.fromkeys(
        formula_text(one.result, plan, language)
        for one in sorted(examples, key=lambda one: one.result.period)
        if one.result.leg is not None or one.result.numerator is not None
    )
    for formula in filter(None, said):
        yield f"<p>{escape(_('Công thức'))}: {escape(formula)}</p>"


def _verdicts(
    examples: Sequence[Example], plan: Plan, language: Language, _: Translator
) -> str:
    heads = (_("Kết quả"), _("Kỳ"), _("Số có"), _("Trên / gốc"), _("Cách tính"))
    return _table(
        heads,
        (
            (
                f'<td class="sign">{verdict_symbol(one.verdict)}'
                f" {escape(verdict_word(one.verdict, language))}</td>"
                f"<td>{escape(period_name(one.result.period, language))}</td>"
                f'<td class="num">{_number(one.result.numerator, language)}</td>'
                f'<td class="num">{_number(_against(one.result), language)}</td>'
                f"<td>{escape(_plain(arithmetic(one.result, plan, language, forecast=False)))}</td>"
            )
            for one in examples
        ),
    )


def _against(result: Result) -> int | None:
    return result.base if result.denominator is None else result.denominator


def _number(value: int | None, language: Language) -> str:
    return "–" if value is None else integer(value, language)


def _plain(arithmetic_text: str) -> str:
    """Without who recorded the invented reading of an example."""
    return arithmetic_text.partition("; cách hiểu ")[0].partition("; reading ")[0]


def _forms(shown: Shown, _: Translator) -> Iterator[str]:
    yield f"<h2>{escape(_('Biểu mẫu'))}</h2>"
    yes = _("có")
    for form in shown.forms:
        since = _("{edition}, dùng từ kỳ {first}").format(edition=form.edition, first=form.first)
        yield f"<h3>{escape(since)}</h3>"
        heads = (_("Nhóm"), _("Cột"), _("Mã"), _("Loại"), _("Bắt buộc"))
        yield _table(
            heads,
            (
                "".join(
                    f"<td>{escape(text)}</td>"
                    for text in (c.group, c.heading, c.code, c.kind, yes if c.required else "")
                )
                for c in form.columns
            ),
        )
        clean = _("Biểu điền thử bằng số liệu tự sinh: kiểm tra không thấy lỗi.")
        told = _("Biểu điền thử bằng số liệu tự sinh: kiểm tra thấy")
        yield f"<p>{escape(told if form.findings else clean)}</p>"
        if form.findings:
            yield "<ul>" + "".join(f"<li>{escape(one)}</li>" for one in form.findings) + "</ul>"


def _changes(changes: Sequence[Changed] | None, _: Translator) -> Iterator[str]:
    yield f"<h2>{escape(_('Thay đổi so với bản đang thực hiện'))}</h2>"
    if changes is None:
        yield f"<p>{escape(_('Kế hoạch này chưa có bản nào đang thực hiện: tất cả là mới.'))}</p>"
    elif not changes:
        yield f"<p>{escape(_('Giống hệt bản đang thực hiện.'))}</p>"
    else:
        heads = (_("Tệp"), _("Khóa"), _("Đang thực hiện"), _("Bản này"))
        yield _table(
            heads,
            (
                f"<td>{escape(c.file)}</td><td><code>{escape(c.key)}</code></td>"
                f"<td>{escape(c.old or '–')}</td><td>{escape(c.new or '–')}</td>"
                for c in changes
            ),
        )


def _table(heads: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
