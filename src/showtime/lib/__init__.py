"""Small shared things that belong to no domain."""
