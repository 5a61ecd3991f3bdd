"""Measures of a network: who is central, who bridges, where it would break.

Each takes a network of ours or a user's networkx graph, which is not changed, and answers with a
figure for each point or for the whole; it names its engine and says whether it is exact.
"""
