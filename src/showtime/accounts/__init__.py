"""Users, teams, roles, audit; and the base that makes every row belong to one team."""
