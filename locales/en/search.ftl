### Search.

search-title = Search
search-label = Group, person or session
search-hint = A name, “session 5”, or a day. Only what you may open is searched.
search-button = Search
search-empty = Type a name or a few words.
search-long = That’s a long one. A name or two words are enough.
search-nothing = Nothing found. Check the spelling, or try fewer words.
search-groups = Groups
search-people = People
search-sessions = Sessions
search-count = { $n ->
    [one] { $n } result
   *[other] { $n } results
}
search-more = { $n ->
    [one] There is { $n } more. One more word narrows it down.
   *[other] There are { $n } more. One more word narrows it down.
}
