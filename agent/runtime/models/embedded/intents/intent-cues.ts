/** What a seller may want besides stating facts. */
export type IntentId =
  | 'why'
  | 'sure'
  | 'sql'
  | 'evidence'
  | 'services'
  | 'together'
  | 'architecture'
  | 'sensitivity'
  | 'narrowing'
  | 'enhanced'
  | 'projects'
  | 'risks'
  | 'launch'
  | 'duration'
  | 'worth'
  | 'monthly'
  | 'summary'
  | 'methodology'
  | 'findings'
  | 'partner'
  | 'deliverers'
  | 'verdict'
  | 'help'
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'restart'
  | 'retry'
  | 'portfolio'
  | 'funding'
  | 'followOn'
  | 'others'
  | 'prompt'
  | 'chat';

/**
 * Cues of each intent: stems in this order, at most two words between them; `_` before one means that it
 * counts only beside others. A weight of 3 decides alone, 2 needs a short message or a second cue.
 */
export const INTENT_CUES: Readonly<Record<IntentId, Readonly<Record<number, string>>>> = {
  why: {
    3: 'how get this|how get that|how get to|how get there|how come up|how arriv|how did calculat|how did comput|how deriv|how work out|where come from|where number come|where figur come|where did get|on what basis|what based on|what is based|what makes think|what behind|explain number|explain figur|explain this|explain that|explain it|explain result|explain estimat|explain answer|justif|back up|rational|reason behind|reason|how so|how know|why so|why that|why this|why such|why do think|why is it|why do say|why only|why arr|show work|walk through|how come|where did pull|how was calculat|how is calculat|how are calculat|how predict',
    2: 'why|reason|basis|explain|elaborat',
  },
  sure: {
    3: 'how sure|how confident|how certain|how reliab|how accurat|how solid|how good is|how trust|how precis|how firm|how much trust|can trust|can rely|should trust|should believ|can believ|can bank on|can count on|rely on|confidenc|certaint|uncertaint|accurac|margin error|error bar|how wrong|how likely|how safe|sure about|are you sure|you sure|u sure|certain about|trust this|trust that|trust number|trust these|believ this|believ number|reliab|wide range|why range|how far off|hard number|how robust|credib|realist|plausib|believabl|make sense|makes sense',
    2: 'sure|certain|confident|trust|accurat|guess',
  },
  sql: {
    4: 'sql|quer',
    3: 'what search|select statement|what did run|what did search|statement ran|what ran',
  },
  evidence: {
    3: 'row|evidenc|data behind|what data|which data|whose data|how many project|how many deal|how many record|sample siz|data version|how old data|how recent data|data from|data set|dataset|sourc|what period|which period|how much data|sample data|real data|where data|data used|data use',
    2: 'data|proof|prove',
  },
  services: {
    4: 'not mention|dont mention|didnt mention|unmention|missing servic|servic missing|servic overlook|overlook servic',
    3: 'servic|bill of material|bom|tech stack|technolog would|what would use|what will use|what would need aws|which aws|what aws|stack|compon|product would|product will|what get deployed|consum|what would run on|what products|shopping list|going run|gonna run|will run|would run|built on|build on',
    2: 'run on',
  },
  together: {
    4: 'come together|go together|bought together|sold together|deploy together|usually together|normally together|often together|goes together|used together|combin|belong together|pair with|paired with|servic together|service together|usually with|bundl|hand in hand|alongsid',
  },
  sensitivity: {
    4: 'biggest impact|largest impact|most impact|impact on|biggest effect|influence on|how much matter|how much depend|sensitiv|tornado|what moves|what would move|what drives|what would drive|what is driving|what changes number|what would change number|what influenc|what affect|what impacts|biggest lever|which lever|what lever|lever|depend on most|depends on most|what depend on|which input|which factor|what factor|driver|matters most|matter most|what swings|second opinion|moves the needl|move the needl',
  },
  enhanced: {
    5: 'enhanced|deep analys|deeper analys|deep dive|in depth|thorough analys|thorough look|second look|advanced analys',
  },
  narrowing: {
    5: 'narrow|tighten|tighter|more precis|more accurat|more certain|more confident|more sure|surer|sharpen|reduce uncertaint|less uncertain|shrink range|smaller range|improve estimat|improve confidenc|improve predict|better estimat|raise confidenc|increase confidenc|what else need tell|what more need know|what would help know|what should find out|what should i find|what should i ask customer|which question ask customer|what to ask customer',
  },
  architecture: {
    5: 'architectur',
    4: 'how would build|how would built|how could build|how will built|likely design|design would|what design|network part|security part|data part|compute part|integration part|network layer|security layer|data layer|network side|security side|blueprint|landing zone look|network foundat|how would it be built|how would we build|how would you build|how is it built|how do we build|what would be built|solution design|technical design|high level design|design look|build blocks|topolog|reference design',
  },
  projects: {
    3: 'similar|comparab|closest past|closest project|closest deal|nearest project|nearest past|which project|what project|past project|past deal|previous deal|previous project|earlier deal|earlier project|other deal|other project|show project|the project|which customer|what customer|referenc|case stud|precedent|who else|look alike|lookalike|done before|did before|like this one|like this before|neighbour|neighbor|past win|example|compar deal|comp|comps|won before|deal like|project like|look like this|who did for before|who did this for|did this for|did we do this|done this for|top three|top 3',
    2: 'project|before',
  },
  risks: {
    4: 'slip|overrun|overran|how often late|how often delay|usually late|often late|run late|ran late|shrink|shrank|shrunk|concentration',
    3: 'risk|go wrong|could fail|can fail|might fail|worry|worried|concern|pitfall|watch out|downsid|red flag|danger|what could break|problem|trouble|threat|issue|caveat|weak spot|blocker|obstacl|derail|kill deal|kill this|gotcha|careful about|bad new|look out|bite|backfir|trip up|trip us|hurt us|stumbl|snag|catch',
  },
  launch: {
    3: 'launch|go live|goes live|going live|live date|when live|when start|when would start|when will start|when begin|when deliver|when ready|when done|when finish|when product|when up and run|when revenue start|when billing|when consum|when ramp|start date|when land|when does land|when expect|when can expect|when would be|when will be|when will it|when does it|golive|when does deliver',
    2: 'when',
  },
  duration: {
    3: 'how long|how many month|how many week|duration|timelin|time line|how much time|deliver time|length of|how quick|how fast|time frame|timefram|time would take|long would|long will|time to deliver|schedul',
  },
  worth: {
    3: 'worth|arr|how much|how big|deal siz|size of|valu|annual|how larg|revenu|per year|a year|run rate|what money|what get out|dollar|pric|cost|total|how high|what number|the number|headline|forecast|predict|what is it|ballpark|metric|estimat|upside|bring in|bring us|earn|make on this|in it for|money in',
    2: 'number|figur|big|money',
  },
  monthly: {
    3: 'mrr|per month|a month|monthly|each month|every month',
  },
  summary: {
    3: 'more detail|full detail|all detail|tell more|say more|go deeper|summar|recap|overview|sum up|once more|show again|whole thing|full analys|tl dr|tldr|in short|in brief|bottom line|one more time|repeat|remind me|key fact|everything again|back to analys|short version|whole analys|big pictur|where are we|what do we have|what have we got|nutshell|the analys',
    2: 'again|detail|details|more',
  },
  methodology: {
    3: 'method|methodolog|how does model|how model|algorithm|how work estimat|what approach|which approach|formula|how is it comput|how does calculat|how do calculat|how do comput|how does comput|how do you predict|how do you estimat|how search|how find|how found|how match|how select|how pick|how choos|how chose|how rank|how weigh|how scor|step by step|math|statistic|quantil|weight',
  },
  findings: {
    3: 'finding|stand out|stands out|stick out|notabl|interest|insight|observ|surpris|notic|takeaway|take away|worth know|should know|pattern|anything special|anything else i|highlight|key point|learn',
  },
  help: {
    3: 'what can do|what do you do|what can you|what you can|what are you|who are you|how does this work|how do this work|how do i use|how use this|how to use|what do you need|what need to know|how do i start|get start|what else can|your capab|capab|what are able|able to do|how it work|what is this|what can i ask|what questions|what info|what do i tell|instruction for me',
    2: 'help|menu|command|option|usage|manual',
  },
  greeting: {
    3: 'good morn|good afternoon|good even|how are you doing|how are you today|hello|whats up|guten tag|bonjour',
    2: 'hi|hey|hiya|howdy|yo|hallo|hola|moin|ciao|salut|servus|morn',
  },
  thanks: {
    3: 'thank|thanks|thx|cheer|appreciat|great job|well done|good job|nice one|got it|danke|merci|gracias|perfect|awesome|brilliant|very help|no more question|that is all|thats all|all good',
    2: 'ok|okay|great|cool|nice|super|good|fine|understood|alright|right|love',
  },
  partner: {
    4: 'which partner|what partner|best partner|top partner|most experienc partner|partner most|partner did|partner has|recommend partner|partner recommend|who most experienc|who did most|who has most|who did lion|who should deliver|who could deliver',
  },
  deliverers: {
    4: 'who deliver|deliver by whom|who implement|who built|who ran|which partner deliver those|who executed|who were partner|who was partner',
  },
  verdict: {
    4: 'good deal|bad deal|great deal|deal any good|nice deal|worth pursu|worth it|worth chas|worth effort|should go for|should pursue|should take|should bid|should chase|should walk|go no go|go or no go|good opportun|good one|any good|attractiv|would you take|your opinion|what do you think|your view|your recommend|do you recommend',
  },
  goodbye: {
    4: 'see you|see ya|good night|talk later|talk soon|have nice day|until next time',
    3: 'bye|goodby|farewel|ciao|cya',
    2: 'exit|quit|logout|done|stop',
  },
  restart: {
    4: 'start over|start again|start anew|start afresh|start fresh|start new|begin again|from scratch|reset|clear everything|clear all|forget everything|forget this|forget it|forget that|new one|new deal|new opportun|new opp|new customer|another one|another deal|another opportun|next one|next deal|next opportun|scrap this|scrap that|scrap it|fresh start',
  },
  retry: {
    3: 'try again|retry|once again try|rerun|re run|run again|run it again|do it again|another try|try it again|go again|refresh|again please|once more please|run that again|run this again',
  },
  portfolio: {
    4: 'how many project clos|how many deal clos|how many project did|how many deal did|how many customer|average arr|average deal|median arr|total arr|by industr|by quarter|by region|by segment|by country|by month|by year|by partner|per industr|per region|per quarter|our portfolio|portfolio|all project|all our project|all deal|all our deal|list all|top customer|biggest deal|largest deal|biggest customer|win rate|pipelin|compare industr|last quarter deal|our revenu last|how many healthcar|trend over|top 10|top ten|how many did we|market share|count of|how many project in|how many deal in|average duration|which industr',
  },
  funding: {
    4: 'fund|aws credit|promo credit|any credit|get credit|migration credit|incentiv|rebat|subsid|grant',
  },
  followOn: {
    4: 'follow on|followon|upsell|up sell|cross sell|crosssell|sell next|sell more|sell else|sell after|offer next|land and expand|expand account|grow account|whitespac|white space',
  },
  others: {
    4: 'my colleagu|colleagu deal|other seller|another seller|other partner|another partner|someone else|everyone else|everybodi else|competitor deal|other team deal|my boss|other rep|his deal|her deal|other compan|deal of|password|salary|credential|api key|access key|secret key',
  },
  prompt: {
    4: 'ignor instruct|ignor previou|ignor all|ignor your|disregard|system prompt|your prompt|your instruct|forget instruct|forget everything told|jailbreak|developer mode|pretend to|pretend you|act as|act like|role play|roleplay|print prompt|reveal|you are now|dan mode|override|your rules|initial instruct|hidden instruct|source code',
  },
  chat: {
    4: 'weather|poem|joke|story|song|lyric|recip|translat|football|soccer|match last|who won|capital of|president|prime minister|book a flight|book me|flight|restaurant|hotel near|news today|stock price|share price|should buy stock|should buy share|buy stock now|stock tip|horoscop|movie|tell me about yourself|meaning of life|sing|draw|paint|essay|homework|write code|write a|write me|write an|code for|python script|send email|send an|send a|email to|draft email|draft an|call me|remind me to|set alarm|set timer|schedule meeting|book meeting|order pizza|pizza|bitcoin|crypto|time is it|what day|date today|love you|marry|politic|religion|vote|war|who is the|who was|how old are|how tall|distance between|convert to|solve|calculate the|what is two|square root',
  },
};
