import type {
  CustomerSegment,
  Industry,
  MigrationPhase,
  OpportunityType,
} from '#knowledge-base/projects/vocabulary.ts';

/**
 * Who is called what. `bodies` are organisations (`a bank`) and say the industry wherever they stand alone;
 * `sectors` (`banking`) say it only beside a word such as customer or company, in brackets or in a list,
 * since a wish may name them too (`a banking app`).
 */
export const INDUSTRY_WORDS: Readonly<
  Partial<Record<Industry, { readonly bodies: string; readonly sectors: string }>>
> = {
  Aerospace: {
    bodies: 'aircraft maker|space agency|satellite operator|defence contractor|defense contractor',
    sectors: 'aerospace|aviation industry|defence|defense',
  },
  Agriculture: {
    bodies: 'farm|farmer|farmers cooperative|grower|winery|dairy',
    sectors: 'agriculture|agri|agritech|farming',
  },
  Automotive: {
    bodies: 'carmaker|car maker|automaker|auto maker|car manufacturer|car dealer|automotive supplier',
    sectors: 'automotive|cars',
  },
  'Computers and Electronics': {
    bodies: 'chip maker|chipmaker|semiconductor company|electronics maker',
    sectors: 'electronics|semiconductor|semiconductors|computers and electronics|hardware vendor|high tech',
  },
  'Consumer Goods': {
    bodies: 'food company|beverage company|brewery|brewer|fashion brand|cosmetics company|consumer brand',
    sectors: 'consumer goods|cpg|fmcg|food and beverage|food & beverage|cosmetics',
  },
  Education: {
    bodies: 'university|college|school|school district|edtech|business school',
    sectors: 'education|higher education|higher ed|higher-ed',
  },
  'Energy - Oil and Gas': {
    bodies: 'oil company|gas company|oil major|refinery|oil and gas company',
    sectors: 'oil and gas|oil & gas|petroleum|upstream',
  },
  'Energy - Power and Utilities': {
    bodies:
      'utility|utilities company|power company|grid operator|energy company|energy supplier|water company|electricity provider',
    sectors: 'utilities|power and utilities|energy|electricity|renewables',
  },
  'Financial Services': {
    bodies:
      'bank|insurer|insurance company|insurance group|credit union|fintech|hedge fund|asset manager|wealth manager|stock exchange|building society|lender|broker|brokerage|savings bank|private bank|pension fund|payment provider|investment firm',
    sectors:
      'financial services|finance|banking|insurance|fsi|finserv|payments|capital markets|finance sector',
  },
  Gaming: {
    bodies: 'game studio|games studio|gaming studio|game developer|games publisher|casino|game company',
    sectors: 'gaming|video games|games industry|igaming',
  },
  Government: {
    bodies:
      'ministry|government agency|federal agency|state agency|municipality|city council|county|tax office|public authority|public administration|police force',
    sectors: 'government|public sector|federal|govt|gov|local government',
  },
  Healthcare: {
    bodies:
      'hospital|hospitals|clinic|clinics|healthcare provider|health system|health insurer|hospital group|care provider',
    sectors: 'healthcare|health care|health|medical',
  },
  Hospitality: {
    bodies: 'hotel|hotel chain|hotels|restaurant chain|resort|hotel group',
    sectors: 'hospitality|restaurants',
  },
  'Life Sciences': {
    bodies: 'pharma company|biotech|drug maker|drugmaker|pharmaceutical company|medtech|cro',
    sectors: 'life sciences|life science|pharma|pharmaceutical|pharmaceuticals|biotechnology|hcls',
  },
  Manufacturing: {
    bodies: 'manufacturer|machine builder|plant operator|steel maker|steelmaker|factory|machinery maker',
    sectors: 'manufacturing|industrial|mfg|machinery|chemicals',
  },
  'Marketing and Advertising': {
    bodies: 'ad agency|advertising agency|marketing agency|adtech',
    sectors: 'advertising|marketing and advertising|ad tech|martech',
  },
  'Media and Entertainment': {
    bodies:
      'broadcaster|publisher|tv station|film studio|newspaper|streaming service|media company|media group|radio station',
    sectors: 'media|entertainment|media and entertainment|m&e|broadcasting|publishing',
  },
  Mining: { bodies: 'mining company|miner|mine operator', sectors: 'mining|metals and mining' },
  'Non-Profit Organization': {
    bodies: 'charity|ngo|nonprofit|non-profit|non profit|not-for-profit|foundation',
    sectors: 'non-profit organization|nonprofit sector',
  },
  'Professional Services': {
    bodies:
      'law firm|consultancy|consulting firm|accounting firm|auditor|staffing firm|recruiter|consulting company',
    sectors: 'professional services|consulting|legal',
  },
  'Real Estate and Construction': {
    bodies:
      'construction company|property developer|real estate company|builder|property manager|architecture firm',
    sectors: 'real estate|construction|property|proptech',
  },
  Retail: {
    bodies:
      'retailer|supermarket|supermarket chain|grocer|department store|online shop|e-commerce company|ecommerce company|grocery chain|retail chain',
    sectors: 'retail|e-commerce|ecommerce|grocery',
  },
  'Software and Internet': {
    bodies:
      'isv|software company|software vendor|saas company|saas provider|internet company|software house|saas vendor',
    sectors: 'software|saas|internet|software and internet',
  },
  Telecommunications: {
    bodies: 'telco|telecom|carrier|mobile operator|network operator|telecom operator|isp',
    sectors: 'telecommunications|telecoms|comms',
  },
  'Transportation and Logistics': {
    bodies:
      'logistics company|freight forwarder|shipping company|railway|rail operator|trucking company|courier|haulier|logistics provider|port operator|postal service',
    sectors: 'logistics|transportation|transport|shipping|freight|transportation and logistics|supply chain',
  },
  Travel: {
    bodies: 'airline|airlines|tour operator|travel agency|cruise line|airport|online travel agency',
    sectors: 'travel|tourism',
  },
  'Wholesale and Distribution': {
    bodies: 'wholesaler|distributor',
    sectors: 'wholesale|distribution|wholesale and distribution',
  },
};

/** A word before a body that makes it something else: a data bank holds no money. */
export const NO_BODIES: ReadonlySet<string> = new Set(
  'data test power food blood water memory question disk image software phone tape content model message service event object'.split(
    ' ',
  ),
);

export const SEGMENT_WORDS: Readonly<
  Record<CustomerSegment, { readonly bodies: string; readonly sectors: string }>
> = {
  Enterprise: {
    bodies:
      'large enterprise|enterprise customer|enterprise account|enterprise client|enterprise company|enterprise segment|global enterprise|fortune 500|fortune 100|fortune 500 company|large corporation|multinational|large company|big company|global corporation|dax company|large customer',
    sectors: 'enterprise|large|ent',
  },
  'Mid-Market': {
    bodies:
      'mid-market|midmarket|mid market|mid-size|midsize|mid size|mid-sized|midsized|mid sized|medium-sized|medium sized|medium size|mittelstand|mid-tier',
    sectors: 'medium|mid',
  },
  SMB: {
    bodies:
      'smb|sme|startup|start-up|start up|scaleup|scale-up|small business|small company|small customer|small firm|small and medium business|family business',
    sectors: 'small|tiny',
  },
};

export const TYPE_WORDS: Readonly<Record<OpportunityType, string>> = {
  'Net New Business':
    'net new business|net new|net-new|new business|new logo|new customer|greenfield customer|first project with aws|new to aws',
  Expansion:
    'expansion deal|expansion opportunity|upsell|cross-sell|existing customer|existing aws customer|already on aws|expansion|add-on',
  'Flat Renewal': 'flat renewal|renewal deal|contract renewal|renewal opportunity',
};

export const PHASE_WORDS: Readonly<Record<MigrationPhase, string>> = {
  Assess: 'assess|assessment|assessing|discovery',
  Mobilize: 'mobilize|mobilise|mobilization|mobilisation|mobilizing',
  Migrate: 'migrate|migration|migrating',
  Modernize: 'modernize|modernise|modernization|modernisation|modernizing',
};
