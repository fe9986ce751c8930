"""Layer 7: what each command does, as plain functions that neither print nor know of options."""
