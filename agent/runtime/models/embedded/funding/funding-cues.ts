/** Words that ask who pays, by what of it they ask; weights as those of `INTENT_CUES`. */
export const FUNDING_CUES = {
  whole: {
    4: `who pay|who is pay|who will pay|who would pay|who can pay|who could pay|who foot|foot bill|who cover|who help pay|
      who finance|who contribut|help pay|help with cost|help financ|help with financ|help with bill|aws pay|aws cover|aws help cost|aws contribut|aws chip|
      aws put money|aws put in|would aws put|will aws put|can aws put|aws throw in|aws kick in|amazon put in|which support|what support|support from aws|support from amazon|support of aws|ask at amazon|ask at aws|ask aws for|ask amazon for|anybody pay|anyone pay|somebody pay|someone pay|aws invest|amazon pay|amazon help|money from aws|aws money|money from amazon|is there money|is there any money|
      there money|any money|what money|moneywise|money wise|aws give|amazon give|which money|how much money|money can get|money could get|money would get|money do get|money will get|some money|free money|money available|money avail|money for this|money for it|money for that|
      money for poc|money for customer|get money|find money|money on table|money around|money somewhere|cover cost|share cost|
      cost share|offset cost|financial support|financial help|financial assist|support financ|aws support financ|
      chip in|budget from aws|cash from aws|credits for this|any credit|get credit|aws credit|promo credit|migration credit|
      which credit|what credit|subsidi|reimburs|sponsor|co fund|cofund|partner fund|pay for poc|pay for assess|pay for pilot|
      pay for migration|pay for migrat|pay for project|pay for it|pay for this|pay for that|pay part|take over cost|lower cost for customer|
      reduce migration cost|reduce cost of migration|bring down cost`,
    3: 'fund|incentiv|rebat|subsid|grant|which program|what program|any program|programs fit|program fit|programs appl|partner program|aws program|programs for this',
  },
  documents: {
    4: `need submit|have submit|must submit|should submit|what submit|to submit|do i submit|do we submit|paperwork|which document need|what document need|
      documents do i need|documents do we need|document required|documents required|what form|which form|fill in|fill out|need hand in|hand in|
      need prepare for appl|what to file|need for appl|papers need|which papers|what papers|evidence need submit|how do i apply|how do we apply|how to apply|
      how apply|apply for it|apply for that|apply for this`,
  },
  stack: {
    4: 'stack map|stack poc|stack fund|stack program|stack with|stack them|stack credit|stack money|stack both|can stack|could stack|may stack|double dip|combine with program|combine map|combine fund|combine money|both fund|both program|together with map|on top map|on top of map|map and poc|two program',
  },
} as const;

/** Words that ask for a part of it while funding is talked about. */
export const FUNDING_PART_CUES = {
  documents: {
    3: 'submit|document|paper|form|evidenc need|need prepar|prepar|applic|apply|checklist|hand in',
  },
  stack: { 3: 'stack|combin|together|both|go with|on top|double|same time|additional' },
  amount: {
    3: 'how much|what amount|which amount|how many dollar|amount|cap|maximum|at most|percent|how big|dollars|in dollar|what number',
  },
  timeline: {
    3: 'when|by when|deadlin|latest|until when|how long|timelin|until when|how fast|how soon|date|mileston|step|next step|process|what first|in which order',
  },
  missing: {
    3: 'what missing|what is missing|missing|what else need|still need|need know|unlock|qualif|eligib|requirement|what would take|get yes|to get it|make it eligible|what is open',
  },
  tiers: { 3: 'by segment|by size|tier|smb|mid market|enterprise instead|other size' },
  risks: { 3: 'fund risk|risk fund|risk of fund|could lose|claw|fall through|reject' },
  reasons: { 3: 'why not|why no|why|how come|reason|explain' },
} as const;
