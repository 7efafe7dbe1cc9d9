"""Figures: plain data in, Plotly figures out; and how a verdict looks everywhere."""
