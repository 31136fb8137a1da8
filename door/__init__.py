"""The door: who comes in, how much each may ask, and whose turn it is, before Streamlit sees anything."""
