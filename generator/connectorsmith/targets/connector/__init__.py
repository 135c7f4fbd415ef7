"""The connector package that a pull request holds, and the settings for paconn."""
