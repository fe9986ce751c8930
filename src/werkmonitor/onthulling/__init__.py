"""Disclosure control: what is hidden, so that nobody can be recognised in what is published.

``vraagstuk`` is the question as pure data, ``oplossen`` the smallest answer, ``aanval`` the attacker who audits it.
"""
