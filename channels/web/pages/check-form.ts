import { type FormFaults, type FormValues, faultsOf } from '#channels/turn/opportunity/opportunity-form.ts';
import { settleTyped } from '#channels/turn/opportunity/typed-values.ts';
import { readWords, troubleWords } from './reading-words.ts';

/** A filled form as the server takes it. */
export interface FormCheck {
  /** As the turn takes them. */
  readonly values: FormValues;
  readonly faults: FormFaults;
  /** What typed values were read as, in words, by field. */
  readonly reads: Readonly<Record<string, string>>;
}

/** The one place that says what is wrong with a typed form, for the page and for the scripts that ask while one types. */
export function checkForm(typed: FormValues, today: string): FormCheck {
  const { values, reads, troubles } = settleTyped(typed, { today });
  const faults = Object.entries(faultsOf(values)).map(([name, fault]) => {
    const trouble = troubles[name];
    return [name, (trouble === undefined ? undefined : troubleWords(trouble)) ?? fault];
  });
  const words = Object.entries(reads).flatMap(([name, read]) => {
    const said = readWords(name, read);
    return said === undefined ? [] : [[name, said]];
  });
  return { values, faults: Object.fromEntries(faults), reads: Object.fromEntries(words) };
}
