"""Layer 4: controls across the declaration and the figures that no single layer can do alone.

``declaratie`` needs no data.  Each control in ``cijfers.CONTROLES`` looks at the facts, in its own module.
``afdrukken`` compares exports with those of the last build, ``gevolgen`` says which figures a finding touches,
``aanvaard`` takes away the warnings that were judged.
"""
