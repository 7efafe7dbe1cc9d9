"""What of Streamlit is handed out? Its scripts, packed once, in the page's language."""
