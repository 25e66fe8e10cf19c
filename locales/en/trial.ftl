### The trial session.

trial-title = Trial session
trial-group = Trial group
trial-purpose = To try the console. These people don’t exist.
trial-mark = These people don’t exist. Nothing is kept.
trial-until = Deleted by itself:
trial-begin = Try the console in a trial session
trial-delete = Delete now
