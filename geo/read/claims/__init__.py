"""What documents say happened: claims with their exact spans."""

from geo.read.claims.assembly.extracted_claim import FoundClaim
from geo.read.claims.assembly.reader import read_claims
from geo.read.claims.places.toponyms import Places

__all__ = ["FoundClaim", "Places", "read_claims"]
