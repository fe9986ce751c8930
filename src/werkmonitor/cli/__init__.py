"""Layer 7: the command line: options in, one task called, its result printed, an exit code out."""
