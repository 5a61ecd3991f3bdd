"""uegraph: a knowledge graph of stakeholders and engagement.

Tables of organisations, audiences, themes and activities become RDF; questions, coverage and
maps then show who was engaged, on what, how deeply, and whom nobody has engaged.
"""

__version__ = "0.1.0"
