"""Layer 3, compute: formulas over facts, with a value, a trace and errors that point into the formula."""
