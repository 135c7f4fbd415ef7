"""The connector package for a pull request, and the settings of paconn."""
