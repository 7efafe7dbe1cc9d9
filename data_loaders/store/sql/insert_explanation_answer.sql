INSERT INTO store.explanation_answer VALUES ($request_key, $text, $actor, $counts_from, $revision);
