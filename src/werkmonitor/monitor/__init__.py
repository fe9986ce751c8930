"""Layer 5, result: the ``Monitor`` of one build; templates, workbooks and diffs see nothing else."""
