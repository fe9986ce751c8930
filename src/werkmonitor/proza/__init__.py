"""Reads prose beside the figures that it is about: what in a text contradicts them, or speaks of another year.

Everything here is a pure function on a text and on what is known of the figures of its page (``kennis``).  The words
are those of the Dutch language; the names of figures come from the declaration.
"""
