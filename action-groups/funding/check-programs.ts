import { nearest } from '#knowledge-base/projects/nearest.ts';
import type { FieldFault } from './formula.ts';
import type { Program } from './program.ts';

/** A fault with the program it stands in. */
export type ProgramFault = FieldFault & { readonly id: string };

/** What is wrong among programs: names that two have, references to none, stacking that contradicts itself or turns in a circle. */
export function checkPrograms(programs: readonly Program[]): readonly ProgramFault[] {
  return [
    ...duplicateNames(programs),
    ...unknownReferences(programs),
    ...contradictions(programs),
    ...circles(programs, 'requires'),
    ...circles(programs, 'after'),
  ];
}

/** Programs that hold on no day from `today` on. */
export function expiredPrograms(programs: readonly Program[], today: string): readonly ProgramFault[] {
  return programs
    .filter(({ validTo }) => validTo < today)
    .map(({ id, validTo }) => ({
      id,
      path: ['validTo'],
      value: validTo,
      problem: `has passed on ${today}; look up whether the program goes on and set validTo, or delete the file`,
    }));
}

/** Names are compared without case, spaces and punctuation. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** All that a program may be called. */
export function namesOf({ id, name, shortName, aliases }: Program): readonly string[] {
  return [id, shortName, name, ...aliases];
}

function duplicateNames(programs: readonly Program[]): ProgramFault[] {
  const owners = new Map<string, string>();
  const faults: ProgramFault[] = [];
  for (const program of programs) {
    const mine = new Set<string>();
    program.aliases.forEach((alias, at) => {
      const others = [program.id, program.shortName, program.name, ...program.aliases.slice(0, at)];
      if (others.some((other) => foldName(other) === foldName(alias)))
        faults.push({
          id: program.id,
          path: ['aliases', at],
          value: alias,
          problem: 'is a name that this program has already; leave it out',
        });
    });
    for (const name of namesOf(program)) {
      const folded = foldName(name);
      const owner = owners.get(folded);
      if (owner !== undefined && !mine.has(folded)) {
        const at = program.aliases.indexOf(name);
        const path = at >= 0 ? ['aliases', at] : [name === program.shortName ? 'shortName' : 'name'];
        faults.push({
          id: program.id,
          path,
          value: name,
          problem: `is a name of ${owner} already; call one of them otherwise`,
        });
      } else owners.set(folded, program.id);
      mine.add(folded);
    }
  }
  return faults;
}

const RELATIONS = ['excludes', 'requires', 'after'] as const;

function unknownReferences(programs: readonly Program[]): ProgramFault[] {
  const ids = programs.map(({ id }) => id);
  return programs.flatMap(({ id, stacking }) =>
    RELATIONS.flatMap((relation) =>
      stacking[relation].flatMap((other, at): ProgramFault[] => {
        const path = ['stacking', relation, at];
        if (other === id) return [{ id, path, value: other, problem: 'is the program itself; leave it out' }];
        if (ids.includes(other)) return [];
        const meant = nearest(other, ids);
        const way = meant === undefined ? `one of ${ids.join(', ')}` : `did you mean ${meant}?`;
        return [{ id, path, value: other, problem: `is no program; ${way}` }];
      }),
    ),
  );
}

/** What a program needs, directly or not, cannot be what it excludes. */
function contradictions(programs: readonly Program[]): ProgramFault[] {
  return programs.flatMap(({ id, stacking }) =>
    [...reachable(programs, id, 'requires')].flatMap((needed): ProgramFault[] => {
      if (needed === id) return [];
      const other = programs.find((program) => program.id === needed);
      if (other === undefined) return [];
      const excludes = stacking.excludes.includes(needed) || other.stacking.excludes.includes(id);
      const sameGroup =
        stacking.atMostOneOf !== undefined && stacking.atMostOneOf === other.stacking.atMostOneOf;
      if (!excludes && !sameGroup) return [];
      const why = excludes ? 'is excluded as well' : `is of the same group ${stacking.atMostOneOf}`;
      return [
        {
          id,
          path: ['stacking', 'requires'],
          value: needed,
          problem: `is needed and ${why}, so the program could never be taken; drop one of the two`,
        },
      ];
    }),
  );
}

function circles(programs: readonly Program[], relation: 'requires' | 'after'): ProgramFault[] {
  return programs
    .filter(
      ({ id, stacking }) => !stacking[relation].includes(id) && reachable(programs, id, relation).has(id),
    )
    .map(({ id, stacking }) => ({
      id,
      path: ['stacking', relation],
      value: stacking[relation].join(', '),
      problem: `leads back to ${id} in a circle; drop one of its steps`,
    }));
}

function reachable(
  programs: readonly Program[],
  from: string,
  relation: 'requires' | 'after',
): ReadonlySet<string> {
  const next = (id: string) => programs.find((program) => program.id === id)?.stacking[relation] ?? [];
  const seen = new Set<string>();
  const open = [...next(from)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...next(id));
  }
  return seen;
}
