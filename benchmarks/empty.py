"""A program that has nothing to do but to help: what `click` itself takes to begin."""

import click

if __name__ == "__main__":
    click.command()(lambda: None)(["--help"])
