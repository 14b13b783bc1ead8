"""What documents say happened: claims with their exact spans."""

from geo.read.claims.found import FoundClaim
from geo.read.claims.reader import read_claims
from geo.read.claims.toponyms import Places

__all__ = ["FoundClaim", "Places", "read_claims"]
