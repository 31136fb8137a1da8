"""The stage: the live picture, from the scene's bytes to the ink in the browser."""
