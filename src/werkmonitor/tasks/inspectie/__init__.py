"""The command ``inspect``: how a file is read, as a result that can be shown as text, as JSON, or as a declaration."""
