"""The timer that calls ``run``: that of the system itself, a module for each system."""
