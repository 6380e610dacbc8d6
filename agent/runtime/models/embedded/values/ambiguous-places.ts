/**
 * Names of places of which no country's is plainly the one that is meant, with the countries it can be, the
 * likelier first. Another place beside them, or a place the seller names elsewhere, decides; else it is asked.
 */
export const AMBIGUOUS_PLACES: Readonly<Record<string, readonly string[]>> = {
  georgia: ['US', 'GE'],
  birmingham: ['GB', 'US'],
  cambridge: ['GB', 'US'],
  'san jose': ['US', 'CR'],
  newcastle: ['GB', 'AU'],
  hamilton: ['CA', 'NZ', 'BM'],
  halifax: ['CA', 'GB'],
  victoria: ['AU', 'CA'],
  richmond: ['US', 'CA', 'GB'],
  kingston: ['JM', 'CA', 'GB'],
  cordoba: ['ES', 'AR', 'MX'],
  valencia: ['ES', 'VE'],
  granada: ['ES', 'NI'],
  leon: ['MX', 'ES', 'NI'],
  merida: ['MX', 'ES', 'VE'],
  cartagena: ['CO', 'ES'],
  santiago: ['CL', 'DO', 'ES'],
  'san juan': ['PR', 'AR'],
  'santa cruz': ['BO', 'US'],
  punjab: ['IN', 'PK'],
  alexandria: ['EG', 'US'],
  tripoli: ['LY', 'LB'],
  'st. johns': ['CA', 'AG'],
  "st. john's": ['CA', 'AG'],
};
