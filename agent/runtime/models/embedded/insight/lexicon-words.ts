import type {
  InsightAggregate,
  InsightDimension,
  InsightFigure,
} from '#action-groups/query-generation/insight-specification.ts';
import type { TermValue } from './term.ts';

/** Words of a dimension, singular; the plural is said with an s or stands beside it. */
export const DIMENSIONS: Readonly<Partial<Record<InsightDimension, string>>> = {
  industry: 'industry/industries|sector|vertical|industry sector|market sector',
  customerSegment:
    'segment|customer segment|market segment|customer size|company size|size of customer|size of company|client size|account size',
  region: 'region|geo|geography/geographies|sales region|theatre|theater',
  country: 'country/countries|nation',
  partnerName: 'partner|delivery partner|consulting partner|partner name|implementation partner',
  customerName: 'customer name|end customer|buyer',
  service: 'service|aws service|aws product|product',
  program: 'program|programme|funding program|funding programme|partner program|aws program',
  migrationPhase: 'phase|migration phase|project phase',
  opportunityType:
    'opportunity type|deal type|type of deal/types of deals|kind of deal/kinds of deals|type of opportunity/types of opportunities|business type|type of business|deal kind',
  projectType:
    'project type|type of project/types of projects|kind of project/kinds of projects|use case|workload|workload type|project kind|project category/project categories',
  stage: 'stage|deal stage|opportunity stage|status/statuses',
  year: 'year|yr|calendar year|fiscal year|close year|closing year',
  quarter: 'quarter|qtr|calendar quarter|fiscal quarter',
  month: 'month|calendar month|close month|closing month',
};

/** Nouns that could be one of two columns, with the one that is taken. */
export const DOUBTFUL_DIMENSIONS: Readonly<Record<string, readonly [InsightDimension, string]>> = {
  type: ['opportunityType', '“type” is read as the opportunity type; “project type” is another column'],
  kind: ['opportunityType', '“kind” is read as the opportunity type; “project type” is another column'],
  size: ['customerSegment', '“size” is read as the customer’s segment'],
  technology: ['service', '“technology” is read as the AWS service'],
  technologies: ['service', '“technology” is read as the AWS service'],
  market: ['country', '“market” is read as the country'],
  markets: ['country', '“market” is read as the country'],
};

export const TIME_ADVERBS: Readonly<Partial<Record<InsightDimension, string>>> = {
  month: 'monthly|month by month|month wise|monthwise|on a monthly basis',
  quarter: 'quarterly|quarter by quarter|quarter wise|on a quarterly basis',
  year: 'yearly|annually|year by year|annual|on a yearly basis',
};

export const AGGREGATES: Readonly<Record<string, readonly InsightAggregate[]>> = {
  'total|totals|sum|sum of|summed|summed up|combined|cumulative|aggregate|overall total|in total|altogether|sum total|total of':
    ['sum'],
  'average|averages|avg|mean|averaged|ave|arithmetic mean': ['average'],
  'median|medians|p50|50th percentile|middle': ['median'],
  'p10|10th percentile|tenth percentile|low end|lower end': ['p10'],
  'p90|90th percentile|ninetieth percentile|high end|upper end': ['p90'],
  'range|ranges|spread|spreads|percentiles|quantiles|80 % range|80% range': ['p10', 'median', 'p90'],
  'max|maximum|maximal': ['max'],
  'min|minimum|minimal': ['min'],
};

/** Said anywhere in the sentence, of whatever figure it asks. */
export const ADVERBS: Readonly<Record<string, readonly InsightAggregate[]>> = {
  'on average|in average|on avg|averaging': ['average'],
  'typical|typically|usual|usually|normal|normally|commonly|in general|generally|tend to be': ['median'],
};

export const FIGURES: Readonly<Record<string, readonly [InsightFigure, InsightAggregate]>> = {
  'arr|annual recurring revenue|annual run rate|annualised revenue|annualized revenue|annual revenue|yearly revenue|revenue|revenues|run rate|contract value|contract values|deal value|deal values|deal volume|sales|sales volume|turnover|bookings|booking value|order value|business volume|how much business|how much revenue|acv|annual contract value|worth|value|income|money|volume|dollars':
    ['arrUsd', 'sum'],
  'deal size|deal sizes|project size|project sizes|size of deals|size of our deals|size of a deal|size of projects|contract size|ticket size|opportunity size|engagement size|how big|how large|how valuable|how much is a|size of the deals|sizes of deals':
    ['arrUsd', 'median'],
  'mrr|monthly recurring revenue|monthly run rate|monthly revenue|monthly spend|monthly cost|monthly costs|monthly value|monthly bill|spend per month|revenue per month of a deal|monthly consumption':
    ['mrrUsd', 'sum'],
  'upfront|up front|upfront cost|upfront costs|up front cost|up front costs|upfront payment|upfront payments|upfront value|upfront amount|one off cost|one off costs|one time cost|one time costs|setup cost|setup costs|initial cost|initial costs|upfront fee|upfront fees|upfront spend|upfront investment':
    ['upfrontUsd', 'sum'],
  'duration|durations|project duration|project durations|project length|project lengths|delivery time|delivery times|time to deliver|delivery duration|lengths|length|how long|how many months|how many weeks|how much time|run time|runtime|project time|timeline|timelines|delivery length|delivery period|implementation time|time of delivery|months of delivery|how quickly|how fast':
    ['durationMonths', 'median'],
  'gap|gaps|lead time|lead times|time to start|start gap|start delay|days to start|time to kick off|time to kickoff|delay|delays|time until start|waiting time|ramp up time|time before start|gap days|how soon':
    ['gapDays', 'median'],
};

export const SIMPLE: readonly (readonly [string, TermValue])[] = [
  [
    'how many|number of|numbers of|no of|no . of|count of|counts of|count|counts|# of|how often|deal count|project count|amount of deals|amount of projects|quantity of|tally|volume of deals|how many of|deal counts|project counts|counting|nr of|num of',
    { kind: 'count' },
  ],
  [
    'share|shares|percentage|percentages|percent|pct|%|proportion|proportions|fraction|fractions|what part|how much of|portion|relative share|market share',
    { kind: 'share' },
  ],
  ['how much|how high', { kind: 'how-much' }],
  [
    'over time|trend|trends|trending|development|evolution|timeline of|history of|how has|how have|time series|developed|evolved|develop|evolve|through time|trajectory|run of',
    { kind: 'trend' },
  ],
  [
    'breakdown|break down|split|mix|distribution|distributed|ranking|rank|ranked|spread across|broken down|splits|make up|makeup|league table|grouping|composition',
    { kind: 'breakdown' },
  ],
  [
    'by|per|for each|for every|each|every|across|split by|broken down by|break down by|breakdown by|grouped by|group by|in each|in every|from each|with each|of each|by each|per each|across all|divided by|separated by|sliced by|slice by|segmented by|organized by|organised by|over the different|for the different|across the different|pivot by|drill down by|drill by|along',
    { kind: 'group' },
  ],
  [
    'sort by|sorted by|order by|ordered by|sort|sorted|ordered|rank by|ranked by|in order of|in terms of|measured by|going by|according to|sort it by|order it by|sort them by',
    { kind: 'sort' },
  ],
  [
    'not|excluding|exclude|excl|without|except|except for|other than|apart from|aside from|but not|minus|ignoring|ignore|leaving out|leave out|outside|outside of|non|no longer|drop|remove|rather than|besides|not in|not from|not for|not with|skip|omit|omitting|everything but|all but|anything but|leave off|filter out|take out|none of',
    { kind: 'not' },
  ],
  ['and|plus|&|+|as well as|together with|along with|,', { kind: 'join', or: false }],
  ['or|or else', { kind: 'join', or: true }],
  [
    'vs|versus|against|compared with|compared to|compare to|compare with|compares to|compares with|relative to|in comparison with|in comparison to|than in|than|v|vs .|as opposed to|next to|side by side with|stack up against|stacks up against|over that of',
    { kind: 'versus' },
  ],
  [
    'compare|comparison|compared|comparing|difference between|head to head|contrast|differ|differ between|side by side|comparison of|comparison between',
    { kind: 'compare' },
  ],
  [
    'growth|grow|grown|grew|yoy|year over year|year on year|qoq|quarter over quarter|quarter on quarter|mom|month over month|change|changed|increase|increased|decrease|decreased|decline|declined|growing|up or down|shrink|shrunk|rise|risen|fallen',
    { kind: 'growth' },
  ],
  [
    'the year before|the quarter before|the month before|the period before|previous period|the previous period|prior period|the prior period|the one before|previous one|the previous one',
    { kind: 'before' },
  ],
  [
    'same period last year|same time last year|same quarter last year|same month last year|same period the year before|same period of last year|same period in the previous year|same half last year|same time the year before|same quarter the year before',
    { kind: 'before', yearBefore: true },
  ],
  [
    'as a chart|as chart|in a chart|as a graph|as graph|as a diagram|as a plot|chart|graph|plot|visualise|visualize|bar chart|line chart|pie chart|as a bar chart|as a line chart|as a pie chart|diagram|charted|plotted|chart it|plot it|graph it|as bars|as a line|draw it|draw that|show a chart|with a chart',
    { kind: 'display', display: 'chart' },
  ],
  [
    'as a table|as table|in a table|table|tabular|tabulate|tabular form|list form|as a list|in rows|spreadsheet|as a spreadsheet',
    { kind: 'display', display: 'table' },
  ],
  [
    'sql|the query|query|show sql|as sql|sql behind|select statement|the statement',
    { kind: 'display', display: 'sql' },
  ],
  [
    'more|more rows|more of them|all of them|all rows|full list|the full list|whole list|the rest|show more|show all|complete list|see more|list more|more results|longer list|every one of them|all groups|full table|the whole table',
    { kind: 'display', display: 'more' },
  ],
  [
    'include lost|including lost|with lost|include lost ones|lost ones|include the lost|including the lost|and lost|lost too|lost deals too|with the lost ones|include losses|including losses|also lost|count lost',
    { kind: 'lost' },
  ],
  [
    'which|what|whats|which of|in which|in what|from which|for which|with which|which one of',
    { kind: 'which' },
  ],
  ['who|whom|with whom', { kind: 'who' }],
  [
    'show|list|give|give me|show me|tell me|display|report|get|get me|pull|pull up|find|find me|let me see|see|name|name me|i want|i need|i would like|id like|can you show|overview|overview of|summary of|do we have|did we|have we|are there|were there|has there been|is there|how is|how are|how was|how were|how did|how do|how does|what is|what are|what was|what were|when',
    { kind: 'ask' },
  ],
  [
    'same|the same|same thing|same question|same again|the same for|same for|ditto|likewise|instead|just|only|now|how about|what about|and what about|and how about|make it|make that|change to|switch to|change it to|set|then|limit to|limited to|restrict to|narrow to|narrow down to|restricted to|keep only|focus on|filter to|filter on|filter by|filtered by|filtered to|filtered on|as above|that again|redo|rerun|repeat|this time|zoom in on|zoom into|again',
    { kind: 'again' },
  ],
  [
    'also|too|as well|add|additionally|on top|in addition|include|including|plus also|together with that|too please',
    { kind: 'add' },
  ],
  [
    'all|any|everything|whole|entire|every single|regardless of|irrespective of|no matter|in total over|total over|overall|across the board|in all',
    { kind: 'any' },
  ],
  [
    'our|we|us|ours|portfolio|our portfolio|whole portfolio|book of business|the portfolio|pipeline|our pipeline|company wide|companywide|organisation|organization|org|the organisation|business|the business|track record|historically|in the past|past',
    { kind: 'ours' },
  ],
  [
    'similar|closest|nearest|comparable|like this|like that|like it|like this one|based on|behind|matched|alike|those|these|shown|listed|looked at|look at|used for|look like',
    { kind: 'near' },
  ],
  [
    'it|its|this deal|this one|this opportunity|this project|the deal|the opportunity|this customer|the customer|they|them|their|the prospect|this prospect|my deal|this|that deal|that opportunity|that customer|that project|that one|her|his',
    { kind: 'deal-at-hand' },
  ],
  [
    'deliver|delivers|delivered|implement|implements|implemented|delivered by|implemented by|done by|run by|built by|executed|executed by|led by|handled by|ran by|managed by|run through|brought by|sourced by',
    { kind: 'deliver' },
  ],
  [
    'use|used|uses|using|with the service|running|running on|run on|runs on|based on aws|built on|ran on|involving aws|featuring|that include|that includes|which include|which includes|containing|contain|contains|consume|consuming|consumed|deployed|adopting|adopted|leveraging|via',
    { kind: 'use' },
  ],
  [
    'about|involving|involve|involved|regarding|concerning|related to|relating to|around|mentioning|mention|mentions|on the topic of|to do with|having to do with|dealing with|matching|described as|that mention|that involve|with the word|with the words|for the topic',
    { kind: 'about' },
  ],
];

export const PREPOSITIONS =
  'in|for|with|from|of|at|on|under|within|among|amongst|into|through|over|during|inside|between|to|whose|named|called|coming from|come from|comes from|came from|funded by|funded through|funded with|funded under|based in|located in|out of|as part of|belonging to|brought in by|come out of';

/** Words that say nothing here, or nothing that is not said beside them. */
export const FILLERS =
  'two three four five six seven eight nine ten the a an is are was were be been being do does did have has had will would could should can may might that there here out up down off so very really actually exactly roughly about approximately please pls thanks thank you i me my mine your one ones some much many than then when why how s t re ll d ve m ok okay hey hi hello hm hmm well uh um er oh yes no also even still ever yet already currently present right now today overall together done doing made make makes making take takes took taken taking need needs needed go goes went gone going come comes came coming get gets got getting bring brings brought bringing generate generates generated generating produce produced sell sells sold selling buy buys bought buying close closes closed closing win wins won winning sign signs signed signing book books booked booking land lands landed landing complete completed completes run runs ran start started starts spend spends spent spending pay pays paid paying cost costs contribute contributes contributed contributing account accounts accounted accounting perform performs performed performing happen happens happened want wants wanted know knows known like likes see look looks looking think sit sits stand stands standing lie lies fall falls fell end ends ended having us break rough quick quickly brief briefly short shortly finish finished finishes simple simply basic numbers number figure figures data results result stats statistics statistic info information details detail dataset record records kpi kpis report reporting dashboard dated date dates delivery wise term terms respect regard across different individual single various respective corresponding given certain particular specific group groups grouped category categories bucket buckets row rows column columns list lists view show shows experience experienced common popular frequent frequently often active successful important relevant valuable profitable new existing good better great worse bad strong weak recent actual real whats let lets hows theres weve id far only just thing things way both either neither it itself themselves between perhaps maybe possible possibly available past historic historical history period time times bigger larger smaller higher lower longer shorter more less greater ask asking asked question q turn convert but rather filter filters wonder wondering curious interested interest care help compute calculate calculated estimate measure measured give gives breakdowns say said tell told level levels basis bit little lot lots to by any';
