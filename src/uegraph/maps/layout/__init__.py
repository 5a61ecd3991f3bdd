"""Where each mark of a map goes: communities found, each laid out, packed as circles.

Places are computed here and not in the browser, so that a map opens at once and looks the same
every time. A network that changed a little looks nearly the same: nothing is decided by the number
of a row or by a draw of lots that a new point would change.
"""

from uegraph.maps.layout.model import Community, Layout
from uegraph.maps.layout.placing import lay_out
from uegraph.maps.layout.rings import concentric

__all__ = ["Community", "Layout", "concentric", "lay_out"]
