"""The show's directory, the visits we wish for, and who holds the stand when."""
