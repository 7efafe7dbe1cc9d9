-- What a meeting froze, as a document: its bytes lie with the originals. Of a meeting frozen before
-- documents were kept it is written later, so it stands apart. `law`: the rules that judged.

CREATE TABLE store.document (
    meeting_key INTEGER, law INTEGER, sha256 VARCHAR, revision INTEGER
);
