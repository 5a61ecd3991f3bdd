"""Every stage at growing sizes, against named peers and floors; run with ``python -m``."""
