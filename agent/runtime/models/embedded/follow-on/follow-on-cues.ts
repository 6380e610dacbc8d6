/** Words that ask what to sell after this; weights as those of `INTENT_CUES`. */
export const FOLLOW_ON_CUES = {
  whole: {
    4: `follow on|followon|upsell|up sell|upselling|cross sell|crosssell|sell next|sell them next|sell after|sell more|sell else|else sell|sell in addition|sell on top|
      offer next|offer them next|offer after|offer else|else offer|pitch next|pitch after|pitch else|else pitch|propose next|position next|bring next|
      buy next|bought next|buys next|buy after|bought after|buy afterward|buy later|purchase next|purchase after|go on to buy|went on to buy|end up buying|
      comes next|come next|what next|whats next|next after|what after this|after this one|after this deal|after that one|after this project|once this is done|once done what|
      land and expand|expand account|expand customer|grow account|grow customer|grow this account|next sale|next best|where go from here|where do we go from here|where to go next|
      add on|addon|add-on|do next with|next project for|next thing|next move|next opportunit for|next opportunit with|next opportunit at|follow up sale|follow up deal|follow up project|follow up opportunit|follow up business|
      more business|further business|additional business|additional sale|next step commercial|what should sell|what could sell|what can sell|what would buy|what might buy|what will buy|
      what else buy|what else need|what else want|what else could|sequel|expansion idea|expansion potential|expansion opportunit|next best action|customers like this|customers like them|others do after|do others do|others buy|others bought|do others buy|customers do after|do customers do|usually follow|what follows|what usually follow|what usually come|typically follow|similar customers buy|similar customer bought`,
  },
  whitespace: {
    4: 'whitespac|white space|whitespot|white spot|what are missing against peer|peers use|peers have|do not use yet|not use yet|dont use yet|not using yet|not have yet|dont have yet',
  },
  expansion: {
    4: 'expansion of service|services grow|which service grow|grow existing|expand existing|existing service grow|already use grow|what grows|consume more|use more of',
  },
} as const;

export const FOLLOW_ON_PART_CUES = {
  timing: { 3: 'when|how soon|timing|how long after|typical lag|lag|how many month' },
  evidence: {
    4: 'promis|guarante|for sure|is certain',
    3: 'how sure|how likely|probab|confiden|evidenc|based on|how many customer|lift|support|why|example|who did|which customer',
  },
  value: { 3: 'how much|worth|arr|value|how big|what size' },
  whitespace: { 3: 'peer|whitespac|gap' },
  expansion: { 3: 'grow|expan' },
  whole: { 3: 'more idea|other idea|anything else|what else|others' },
} as const;

export const ROADMAP_CUES = {
  funding: {
    5: 'which step money|which step fund|which step pay|step get money|step is fund|steps are fund',
  },
  whole: {
    4: `roadmap|road map|raodmap|plan for quarter|quarter plan|quarters plan|quarterly plan|account plan|plan quarter|multi year plan|year plan|month plan|phased plan|build plan|build me plan|build us plan|build a plan|make plan|make me plan|make a plan|
      give me a plan|give plan|draft plan|draft a plan|create plan|create a plan|need plan|need a plan|want plan|want a plan|plan for next|plan next quarter|plan next year|quarter by quarter|quarter-by-quarter|plan out|plan it out|growth plan|expansion plan|plan for year|plan for month|plan of year|plan for half|plan for q1|plan for q2|plan for q3|plan for q4|plan from q1|plan from q2|plan from q3|plan from q4|sequence it|lay out plan|put together plan|
      propose plan|set up plan|show plan|see plan|plan account|plan of quarter|timeline of quarter|what order sell|in which order sell|plan for the account|plan for account|plan for customer|plan per quarter|plan over`,
    2: 'plan',
  },
} as const;

export const ROADMAP_PART_CUES = {
  value: { 3: 'how much|worth|total|value|arr|add up|sum' },
  leftOut: { 3: 'left out|leave out|why not|why no|missing|not in|excluded' },
  why: { 3: 'why|reason|how sure|how likely|based on|depend|prerequisit|need before' },
  funding: { 3: 'fund|pay|money' },
} as const;
