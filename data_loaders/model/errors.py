"""Errors a person can meet. Each carries one whole sentence: where, what was found, what to do."""

from __future__ import annotations

from data_loaders.model.words import translator


class MonitorError(Exception):
    """Base of every error that is told to a person as one line and never as a stack trace."""


class SettingsError(MonitorError):
    """A setting of the environment is unknown or cannot be used."""


class RegimeError(MonitorError):
    """A regime file contradicts itself or has an unknown key."""


class PlanFolderError(MonitorError):
    """A plan's folder cannot be used: the sentence names the file and the key."""


class RegisterError(MonitorError):
    """A register of localities cannot be used: the sentence names the line."""


class StoreError(MonitorError):
    """The store is absent, held by another process, damaged or from a newer version."""


class HeldError(StoreError):
    """Another process has the store open."""


class FaultError(StoreError):
    """The machine failed the store: disk, file, clock or database server. Nothing was lost.

    ``sentence`` is one of the catalogue, with places for ``values``.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self._sentence, self._values = sentence, values

    @property
    def english(self) -> str:
        """The same sentence for a page in English."""
        return translator("en")(self._sentence).format(**self._values)


class RefusedError(MonitorError):
    """A wish that the rules do not allow: accepting what is not waiting, a moved base."""


class QuotaError(RefusedError):
    """One person has brought more files within an hour than is allowed."""


class MarkingError(MonitorError):
    """A workbook cannot be given back with its findings marked."""


class MovedError(RefusedError):
    """What an act was about is no longer what stood on the screen when it was chosen.

    Its sentence names both: what was seen, and what there is now.
    """


class BaseMovedError(MovedError):
    """Somebody else sent a version of the same report since the preview was made."""
