### What is read afterwards: a held session, a member's sheet, the individual note.

record-came = Who came
record-span = { $from } to { $to }
record-you = You:
record-article = The article we read
record-board-closed = These ideas were never opened. They stay unread.
record-other-ideas = { $n ->
    [one] One other idea stays on the record
   *[other] { $n } other ideas stay on the record
}
record-board-whole = See the whole board
record-version = version { $n }
record-correct = Correct the closing
record-versions = All versions
record-lines-wait = The lines from backstage aren’t part of this record. The therapist decides whether to keep them.
record-lines-open = See the lines
record-not-that-day = Only people who were in the group that day can read the record of this session.

## A member's sheet

sheet-to = To the member’s page
sheet-membership = Membership
sheet-membership-page = Membership and history
sheet-attendance = Attendance
sheet-attendance-share = Attendance and share of voice
sheet-share = spoke { $n }% of the members’ time, an equal share would be { $equal }%
sheet-share-equal = equal share
sheet-came = { $n } of { $of } sessions
sheet-attendance-none = No session has been held with them yet.
sheet-late = came late
sheet-commitments = Commitments
sheet-commitments-none = No commitments yet.
sheet-shared = What they shared with you
sheet-shared-scale = arriving and leaving, 0 to 10
sheet-shared-none = When they share how they are with you, you’ll find it here.
sheet-intake = Intake
sheet-intake-words = What they said before coming. Each time you open it, the log records that you read it.
sheet-fit-words = How alike they and the others are, dimension by dimension.
sheet-fit-open = Compare
sheet-private = Your private note
sheet-private-words = Sealed; only you can read it.

## The individual note

note-title = Individual note
note-words = Your record of this member. Only the group’s therapist reads it; if the member has their data erased, it goes too.
note-label = Note
note-hint = It names no other member.
note-save = Save
note-back = Back
note-write = Write a note
note-go-on = Continue the note
note-earlier = { $n ->
    [one] One earlier version
   *[other] { $n } earlier versions
}
note-versions = Versions
note-taken-back = This member had their data erased, and the note with it.
note-meanwhile = The note was saved on another screen meanwhile. The saved version is below; your text is still here. Saving now makes it the newest version.

## Names of other members

guard-title = This text names someone else
guard-words = An individual note belongs to one person. In it:
guard-replace = Write “another member” instead
guard-keep = Save as it is
guard-another-member = another member
