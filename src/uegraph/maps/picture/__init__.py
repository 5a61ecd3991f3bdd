"""Pictures of maps: SVG by ourselves, PNG and PDF made of it, all three without a browser."""

from uegraph.maps.picture.printing import borrowed, made_by, to_pdf, to_png
from uegraph.maps.picture.sheet import to_svg

__all__ = ["borrowed", "made_by", "to_pdf", "to_png", "to_svg"]
