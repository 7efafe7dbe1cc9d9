"""The tasks' timeline: due days on an axis, what was done before and after them, what is overdue.

Two steps, as with the progress chart: :func:`timeline_of` takes the tasks and gives plain data,
:func:`draw` gives the figure; the chart's table and its sentence are made from the same data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from data_loaders.model import Task
from data_loaders.model.formats import day, translator
from kpis.model import Language
from kpis.tasks import TaskRow, TaskTally
from kpis.words.tasks import task_name, task_tally

DUE = "#7A8794"
"""A grey of at least 3:1 on the light and on the dark ground."""
IN_TIME, LATE = "#2C8F68", "#C97F00"
"""The palette's green and amber at 3:1 on both grounds; their shapes differ too."""
OVERDUE = "#D0394F"
ROW = 58
"""Pixels of a task: two lines of text and its line."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A task with a due day. ``done``: day → how many localities finished on it, oldest first."""

    task: Task
    due_on: date
    done: tuple[tuple[date, int], ...]
    tally: TaskTally
    said: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated tasks by due day, and the day of the as-of instant."""

    rows: tuple[TimelineRow, ...]
    today: date


def timeline_of(rows: Iterable[TaskRow], *, today: date, language: Language) -> Timeline | None:
    """The timeline of the tasks that have a due day; None where none has."""
    dated = sorted(
        (_row(row, row.task.due_on, language) for row in rows if row.task.due_on is not None),
        key=lambda row: row.due_on,
    )
    return Timeline(tuple(dated), today) if dated else None


def _row(row: TaskRow, due_on: date, language: Language) -> TimelineRow:
    done = Counter(duty.done_on for duty in row.duties if duty.done_on is not None)
    return TimelineRow(
        row.task, due_on, tuple(sorted(done.items())), row.tally, task_tally(row, language)
    )


def sentence(timeline: Timeline, language: Language) -> str:
    """What the chart shows, for whoever cannot see it."""
    _ = translator(language)
    text = _("Mốc thời hạn các nhiệm vụ, tính đến {day}: {tasks}.")
    tasks = "; ".join(
        f"{task_name(row.task, language)} ({day(row.due_on, language)}): {row.said}"
        for row in timeline.rows
    )
    return text.format(day=day(timeline.today, language), tasks=tasks)


def draw(timeline: Timeline, language: Language) -> go.Figure:
    """The figure: a line per task, the oldest due day on top; every mark is named in the legend."""
    _ = translator(language)
    figure = go.Figure()
    marks = _marks(timeline)
    figure.add_trace(_words(timeline, _ends(timeline)[0], language))
    names = {
        "due": _("thời hạn"),
        "in_time": _("hoàn thành đúng hạn"),
        "late": _("hoàn thành quá hạn"),
        "overdue": _("chưa hoàn thành, quá hạn"),
    }
    for kind, points in marks.items():
        if points:
            figure.add_trace(_trace(kind, names[kind], points))
    figure.update_layout(**_layout(timeline, language))
    return figure


_Points = list[tuple[date, int]]
_LOOKS: dict[str, dict[str, Any]] = {
    "due": {"symbol": "line-ns-open", "size": 11, "color": DUE, "line": {"width": 3}},
    "in_time": {"symbol": "circle", "size": 9, "color": IN_TIME},
    "late": {"symbol": "triangle-up", "size": 11, "color": LATE},
    "overdue": {"symbol": "x", "size": 11, "color": OVERDUE},
}


def _marks(timeline: Timeline) -> dict[str, _Points]:
    """Kind of mark → day and height of each."""
    marks: dict[str, _Points] = {kind: [] for kind in _LOOKS}
    for number, row in enumerate(timeline.rows):
        marks["due"].append((row.due_on, -number))
        for done_on, _ in row.done:
            marks["in_time" if done_on <= row.due_on else "late"].append((done_on, -number))
        if row.tally.overdue:
            marks["overdue"].append((timeline.today, -number))
    return marks


def _trace(kind: str, name: str, points: _Points) -> go.Scatter:
    return go.Scatter(
        x=[at.isoformat() for at, _ in points],
        y=[height for _, height in points],
        name=name,
        mode="markers",
        marker=_LOOKS[kind],
        hoverinfo="skip",
        cliponaxis=False,
    )


def _words(timeline: Timeline, first: date, language: Language) -> go.Scatter:
    """Name, due day and count of each task, over its line from the left edge on."""
    return go.Scatter(
        x=[first.isoformat()] * len(timeline.rows),
        y=[-number + 0.2 for number in range(len(timeline.rows))],
        text=[
            f"<b>{task_name(row.task, language)}</b> · {day(row.due_on, language)}<br>{row.said}"
            for row in timeline.rows
        ],
        mode="text",
        textposition="top right",
        textfont={"size": 12},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _lines(timeline: Timeline) -> list[dict[str, Any]]:
    """How long something was, or is, overdue: from the due day to the last it was done, or today;
    and the day the page is about."""
    shapes: list[dict[str, Any]] = []
    for number, row in enumerate(timeline.rows):
        until = max([done_on for done_on, _ in row.done], default=row.due_on)
        if row.tally.overdue:
            until = max(until, timeline.today)
        if until > row.due_on:
            color = OVERDUE if row.tally.overdue else LATE
            shapes.append(_line(row.due_on, until, -number, -number, color, "solid"))
    top, bottom = 0.9, -len(timeline.rows) + 0.6
    shapes.append(_line(timeline.today, timeline.today, bottom, top, DUE, "dot"))
    return shapes


def _line(start: date, end: date, y0: float, y1: float, color: str, dash: str) -> dict[str, Any]:
    ends = {"x0": start.isoformat(), "x1": end.isoformat(), "y0": y0, "y1": y1}
    return {"type": "line", **ends, "line": {"color": color, "width": 2, "dash": dash}}


def _ends(timeline: Timeline) -> tuple[date, date]:
    """The first and the last day of the axis, with room for the marks."""
    days = [timeline.today, *(row.due_on for row in timeline.rows)]
    days += [done_on for row in timeline.rows for done_on, _ in row.done]
    return min(days) - timedelta(days=20), max(days) + timedelta(days=30)


def _layout(timeline: Timeline, language: Language) -> dict[str, Any]:
    _ = translator(language)
    first, last = _ends(timeline)
    now = {
        "x": timeline.today.isoformat(),
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": _("ngày xem: {day}").format(day=day(timeline.today, language)),
        "showarrow": False,
        "font": {"size": 12},
    }
    return {
        "template": "none",
        "height": ROW * len(timeline.rows) + 96,
        "margin": {"l": 12, "r": 12, "t": 28, "b": 64},
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top"},
        "annotations": [now],
        "shapes": _lines(timeline),
        "dragmode": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {
            "type": "date",
            "range": [first.isoformat(), last.isoformat()],
            "dtick": "M3",
            "tick0": f"{first.year}-01-01",
            "tickformat": "%m/%Y",
            "showgrid": True,
            "gridcolor": "rgba(122,135,148,0.25)",
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": 12},
        },
        "yaxis": {
            "visible": False,
            "range": [-len(timeline.rows) + 0.6, 0.9],
            "fixedrange": True,
        },
    }
