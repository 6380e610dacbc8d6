/** Who may be shown something, from everybody to its owners only: of fields, documents, results and answers. */
export const DATA_CLASSES = ['public', 'internal', 'confidential', 'restricted'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** The class of several things shown together; `public` when there is nothing. */
export function highestClass(classes: Iterable<DataClass>): DataClass {
  let highest = 0;
  for (const each of classes) highest = Math.max(highest, DATA_CLASSES.indexOf(each));
  return DATA_CLASSES[highest] ?? 'restricted';
}

/** True when what is of `dataClass` may be shown where at most `most` may. */
export function isWithin(dataClass: DataClass, most: DataClass): boolean {
  const rank = DATA_CLASSES.indexOf(dataClass);
  return rank !== -1 && rank <= DATA_CLASSES.indexOf(most);
}

/** A text as a class; what is none is `restricted`. */
export function readDataClass(text: unknown): DataClass {
  return DATA_CLASSES.find((each) => each === text) ?? 'restricted';
}
