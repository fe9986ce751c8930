"""A folder of exports: what lies in it, what is corrected in it, and the facts and findings that it gives."""
