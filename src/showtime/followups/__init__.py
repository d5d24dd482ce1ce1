"""The evening: sort, draft, approve, send - never unapproved, never twice - and remind until answered."""
