"""The classroom: rooms in which everybody predicts, discusses and runs at the same time."""
