"""Shows, places, legs, events and journeys: where everybody must be, and when to leave for it."""
