"""``doctor``: what works here, what does not, and how to mend it; without a network, and without changing anything."""
