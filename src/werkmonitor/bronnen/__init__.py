"""Layer 2, read: exports become facts with an address.  Only ``cells`` opens workbooks."""
