SELECT key, value FROM store.setting;
