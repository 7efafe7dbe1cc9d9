"""The law (§1–§4) rule by rule: a question (``case``) and its row (``rows``)."""
