"""The gate: who may come in. It stands before everything Streamlit serves."""
