SELECT code, measure_key FROM store.measure;
