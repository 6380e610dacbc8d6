import { CustomDataIdentifier, DataIdentifier, DataProtectionPolicy } from 'aws-cdk-lib/aws-logs';

/**
 * What no log of ours is meant to hold, masked should it come in with the message of a failure: addresses, keys, and
 * tokens of Slack and of our sign-in. Whoever has `logs:Unmask` sees it; nobody here is given that.
 */
export function logRedaction(): DataProtectionPolicy {
  return new DataProtectionPolicy({
    name: 'masked',
    description: 'Masks addresses, keys and tokens.',
    identifiers: [
      DataIdentifier.EMAILADDRESS,
      DataIdentifier.AWSSECRETKEY,
      DataIdentifier.CREDITCARDNUMBER,
      new CustomDataIdentifier('SlackToken', 'xox[a-z]-[A-Za-z0-9-]{10,200}'),
      new CustomDataIdentifier('SignedToken', 'eyJ[A-Za-z0-9_-]{10,500}\\.[A-Za-z0-9_-]{10,500}'),
    ],
  });
}
