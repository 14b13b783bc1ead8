"""What documents say happened: claims with their exact spans."""

from geo.read.claims.assembly.extracted_claim import ExtractedClaim
from geo.read.claims.assembly.reader import read_claims
from geo.read.claims.places.toponyms import Places

__all__ = ["ExtractedClaim", "Places", "read_claims"]
