import Snippets

// Runs the snippets that need no files.
try Snippets.building()
try Snippets.timeline()
try Snippets.sidecars()
Snippets.errors()
try Snippets.advice()
