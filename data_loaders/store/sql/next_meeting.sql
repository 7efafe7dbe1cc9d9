SELECT coalesce(max(meeting_key), 0) + 1 FROM store.meeting;
