"""The command ``run``: makes what is due and complete, once, and tells somebody what became of it."""
