import { FOREIGN_CUSTOMER_CUES, FOREIGN_WANTS } from './foreign-words.ts';

/** Verbs after which a customer's wish stands: `Acme wants …`. */
export const WANT_VERBS: ReadonlySet<string> = words(
  `${FOREIGN_WANTS.join(' ')} wanna wnats watns wnat wnats neds nedes needds wants want wanted needs need needed plans plan planning intends intend wishes wish asked asks ask requires require requested requests hopes considers considering seeks decided aims looks looking interested evaluating exploring wanting thinking would will must should could might is are has have was were runs run currently`,
);

/** Words that follow such a verb and belong to it, not to the wish. */
export const WANT_TAIL: ReadonlySet<string> = words(
  'decided intend intends intending aims aiming wishing to like love looking look for us help helps planning planned plan going want need interested in been asked asking keen need evaluating considering thinking about hoping now also really',
);

/** Verbs of the wish itself, as `is moving` or `to migrate`: kept in the description. */
export const WORK_VERB =
  /^(?:re)?(?:mov|migrat|replac|build|moderni[sz]|consolidat|shift|port|host|platform|factor|architect|scal|run|adopt|deploy|implement|expand|extend|upgrad|retir|clos|exit|launch|roll|train|automat|integrat|transform|design|creat|get|put|set|optimi[sz]|virtuali[sz]|containeri[sz]|decommission|rewrit|writ|process|stor|archiv|stream|analy[sz])/;

/** What may stand before a customer's name and is none of it. */
export const LEAD_WORDS: ReadonlySet<string> = words(
  'tldr fwiw imho dictation basically honestly hi hello hey greetings dear team all everyone morning afternoon evening good so ok okay well and also but then please pls plz kindly fyi fwd fw re new another next one opportunity opp deal lead case prospect got get have has had i im we our my us a an the this that these here heres is its there theres just quick quickly question request analyze analyse analysis assess evaluate estimate size sizing predict check look looks looking at on with for of from to customer client account company firm organization organisation business called named name btw can could would you me do run give need needs want wants like it following details about let lets see work working worked speaking talking spoke talked met meeting call notes subject today yesterday project they both existing large big small',
);

/** Words that are never (all of) a name. */
export const NO_NAMES: ReadonlySet<string> = words(
  'hq headquarters headquarter tbd tba recap notes intro introduction minutes debrief summary update suppose supposing assume assuming imagine consider rfp rfi rfq rfx poc nda msa sow submission tender itt theyre theyve theyd theyll weve wed hes shes itll youre youve ive im i we you they he she it us them our their my your his her this that these those who which what when where why how someone somebody anyone nobody everybody customer client account company opportunity deal partner project team everything all none nothing something anything there here one two no yes none tbd unknown n a na hi hello thanks thank sorry ok okay please data services it’s its and or but the a an of in on at for to from with by as if so not now today tomorrow yesterday aws amazon cloud idea help info information analysis summary budget said based drop dropped located moved still ready happy fine good great change changed date close closing value deadline expected target number numbers figure figures sign signs signing signed signature contract kickoff launch golive live renewal scope both call calls meeting meetings workshop workshops session sessions chat demo demos visit lunch coffee sizing quote ze zij wij ils elles nous ellos ellas nosotros eles elas essi loro noi sie wir',
);

/** What facts and amounts are called, and things that are nobody: alone never a name. */
export const FIELD_NOUNS: ReadonlySet<string> = words(
  'price prices worth budget arr mrr acv tcv revenue revenues cost costs amount amounts value spend size industry segment country region phase stage status type partner timeline deadline date pay pays paid stuff thing things way person people student employees users seats staff guy guys workload workloads server servers database databases app apps application applications vms',
);

/** Adverbs, negations, pronouns and auxiliaries: no name begins or ends with one. */
export const EDGE_WORDS: ReadonlySet<string> = words(
  'now then today tomorrow yesterday tonight currently actually also still again meanwhile finally recently maybe perhaps probably already soon later once yes no not never isnt arent wasnt werent dont doesnt didnt wont cant am is are was were be been being has have had will would do does did i we you he she it they this that these those there here by the a an way since when while because although if so and or but too very really quite just only even about around roughly approximately some any my our your his her its their who which what instead rather please thanks thx hi hello ok okay sorry btw pay pays paid deal opp opportunity',
);

/** Small words inside names: `Bank of America`, `Marks and Spencer`, `Ernst & Young`. */
export const NAME_JOINTS: ReadonlySet<string> = words(
  "of and & the de la le du des del della di da dos van von der den und et y e + - . ' / for",
);

/** Legal forms, which end a name. */
export const LEGAL_FORMS: ReadonlySet<string> = words(
  'inc incorporated corp corporation co company llc llp lp ltd limited plc gmbh ag kg kgaa se sa sas sarl srl spa bv nv ab as asa oy oyj aps pty pte sdn bhd kk group holding holdings partners sons',
);

/** Legal forms, and letters of them, that are written with a point. */
export const ABBREVIATED: ReadonlySet<string> = words('inc ltd corp co pty pte bros st a s v');

/** Words before a name that make it the customer's: `working with Acme`. */
export const STRONG_CUES: readonly string[] = [
  ...FOREIGN_CUSTOMER_CUES,
  ...askedAbout(
    'number|numbers|figure|figures|quote|estimate|estimates|forecast|prediction|analysis|sizing|size|arr|mrr|ballpark|pricing|projection|outlook',
    'for|on|of',
  ),
  ...askedAbout('folks|people|guys|team|friends|contact|meeting|visit|workshop|over|call', 'at'),
  ...askedAbout('approached|contacted|called|asked|engaged|briefed', 'by'),
  'came out of',
  'come out of',
  'coming out of',
  'back from',
  'by name',
  'by the name of',
  'introduced to',
  'intro to',
  'its for',
  'this is for',
  'opportunity of',
  'deal of',
  'hear from',
  'heard from',
  'phone with',
  'hung up with',
  'name is',
  'look at',
  'working with',
  'work with',
  'talking to',
  'talking with',
  'talked to',
  'talked with',
  'spoke to',
  'spoke with',
  'speaking with',
  'speaking to',
  'met with',
  'met',
  'meeting with',
  'call with',
  'opportunity with',
  'opportunity for',
  'opportunity at',
  'opp with',
  'opp for',
  'opp at',
  'deal with',
  'deal for',
  'deal at',
  'lead from',
  'lead at',
  'proposal for',
  'engaged with',
  'on behalf of',
  'customer called',
  'company called',
  'customer named',
  'company named',
  'customer is',
  'client is',
  'account is',
  'customer will be',
  'called',
  'named',
  'prospect is',
  'customer name is',
  'request from',
  'rfp from',
  'rfi from',
  'rfq from',
  'tender from',
  'enquiry from',
  'inquiry from',
  'visited',
  'helping',
  'new customer',
  'our customer',
  'my customer',
  'our client',
  'my client',
  'pitching to',
  'pitching',
  'visiting',
  'selling to',
  'project for',
  'project with',
  'project at',
  'analyze',
  'analyse',
  'business with',
  'from customer',
  'for customer',
  'the customer',
  'assess',
  'evaluate',
  'size up',
];

/** `number for`, `estimate of`: what is asked for, and of whom. */
function askedAbout(nouns: string, joints: string): readonly string[] {
  return nouns.split('|').flatMap((noun) => joints.split('|').map((joint) => `${noun} ${joint}`));
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
