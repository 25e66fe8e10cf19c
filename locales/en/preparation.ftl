### Before the first session: the short guide.

guide-title = Before the first session
guide-sub = It takes three or four minutes, and you can come back to it any time.

guide-happens = What happens
guide-happens-circle = A few people who live with something similar sit together, and a therapist is with them. Nobody is here to fix you; we come so that we’re not alone with it.
guide-happens-session = Each session starts gently: everyone shows how they are. Then everyone has a turn, someone shares a concern, we look for ways together, and at the end each person says how they are.
guide-happens-first = Some people go home from a first session uneasy or discouraged. That’s normal, and it doesn’t mean this isn’t your place. Trust grows over time.

guide-asked = What we ask of you
guide-asked-come = Come, and if you can’t, let us know beforehand. One button is enough; you don’t need a reason.
guide-asked-listen = Listen, without judging and without rushing to a solution.
guide-asked-say = Speak for yourself, as much as you want to. A little is enough.
guide-asked-charter = Read the group’s charter. The members wrote it themselves, and you can propose something too.

guide-pass = You can always pass
guide-pass-words = You never have to answer a question. When it’s your turn you can pass, sit quietly, or step out for a moment and come back. Nobody asks why.

guide-stays = What is said here stays here
guide-stays-group = Nobody takes other people’s names or words outside: not the members, not the therapist, not the facilitator.
guide-stays-own = You can tell others anything you like about yourself. Other people’s stories are theirs.
guide-stays-app = What you write here is kept sealed, and each field tells you, before you send, who will read it.
guide-ends = And where that promise ends
guide-ends-life = If your life or someone else’s is in serious danger, or a child is being harmed, the therapist may have to bring in help from outside. If at all possible, they speak with you first.
guide-ends-law = In some places the law makes therapists speak up in other cases too. Ask your therapist how it is where you are.
guide-ends-others = And honestly: for the other members we have their promise, not a guarantee. That’s why you can take it slowly.

guide-leave = If you want to leave
guide-leave-words = You can leave any time, without giving a reason. If you can, come to one more session to say goodbye; it’s good for you and for the group.
guide-leave-pause = You can also pause for a while and come back; the therapist keeps your seat. You find both on the page “My place in the group”.

guide-added = From
guide-danger = If you’re in a very bad way
guide-danger-words = Don’t wait for the session. Hamdel isn’t monitored and isn’t an emergency service; here is how to get help right away.

guide-read = I’ve read this
guide-read-words = The therapist sees that you’ve read it, and nothing else.
guide-read-on = You read this on { $day }.

home-guide = Before the first session, read this
home-guide-words = A short guide: what happens, what we ask, and that you can always pass.
home-guide-button = Read the guide

## The practice’s own words
guide-added-title = Your practice’s text in the guide
guide-added-sub = New members read a short guide before their first session. Your text is part of it: how to find the door, for example, or a rule of your country.
guide-added-fa = In Persian
guide-added-en = In English
guide-added-hint = Everyone reads it in their own language. You can leave it empty.
guide-added-see = Your practice’s text in the guide

## In the list of members
guide-has-read = has read the guide
guide-read-together = read the guide with us
guide-read-with = We have read the guide together
guide-read-with-words = This member has no phone. Once you’ve told them what’s in the guide, mark it here.
guide-not-yet = Hasn’t read the guide yet. No need to remind them; it’s on their home page.
