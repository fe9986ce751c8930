"""Layer 1, declare: ``werkmonitor.toml`` becomes a typed ``Programma``, or findings that say what is wrong in it."""
