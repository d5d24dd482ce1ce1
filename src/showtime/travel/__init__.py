"""How long a leg takes, with what risk. An engine: no Django, no clock."""
