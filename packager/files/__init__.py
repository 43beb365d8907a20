"""Small files: an editor's text read in whatever it was saved, our own written whole or not at all."""
