/** Who has which customer: beside the projects, of the same versions, without anything but keys. */
export const OWNERSHIP_TABLE = 'ownership';

/** `customer_key` is {@link customerKey} of the name, or of a beginning of it that only one customer has. */
export const OWNERSHIP_COLUMNS = ['customer_key', 'partner_id', 'data_version'] as const;
