"""Who holds the stand and who walks where. An engine: no Django, no clock."""
