import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { expand, parseLocalDateTime, parseRecurrence, parseZone, slotInstant, type LocalDateTime } from './index.js';

/** A case of libical, of python-dateutil or over a clock change. */
interface Case {
  readonly id: string;
  readonly dtstart: string | null;
  readonly rrule?: string;
  readonly rrules?: readonly string[];
  readonly exdates?: readonly string[];
  readonly expected?: readonly string[];
  readonly expectError?: string;
  readonly dtstartInSet?: boolean;
  readonly rfcForbidden?: boolean;
  readonly secondOpinion?: 'agrees' | 'differs' | 'unsupported';
  readonly tzid?: string;
  readonly gapLocals?: readonly string[];
}

const folder = join(import.meta.dirname, '../../../../../shared/data/rrule');
const cases = existsSync(folder)
  ? ['libical', 'dateutil', 'dst'].flatMap(
      (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Case[],
    )
  : [];
if (cases.length === 0)
  process.stdout.write('recurrence: the conformance cases are not beside this repository, so they are not tried\n');

const ruleOf = ({ rrule, rrules }: Case): string => rrule ?? rrules?.[0] ?? '';
const isFiner = (one: Case): boolean => /FREQ=(SECOND|MINUTE|HOUR)LY/.test(ruleOf(one));
const isForbidden = ({ rfcForbidden }: Case): boolean => rfcForbidden === true;
/** `19970902T090000` or `20241024`, as the cases have it, to the minute. */
const minute = (text: string): string =>
  `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}T${text.slice(9, 11) || '00'}:${text.slice(11, 13) || '00'}`;

/** The numbers of cases of one source, as the ids have them. */
function ids(source: string, numbers: string): string[] {
  return numbers.split(' ').map((number) => `${source}-${number}`);
}

/** What a group of cases is about that RFC 5545 doesn't settle, or that isn't offered here. */
interface Side {
  /** Which side is taken, and why. */
  readonly taken: string;
  /** What makes a case one of these, by what the case itself says. */
  readonly isOne: (one: Case) => boolean;
  readonly ids: readonly string[];
}

/** Rules that are refused. */
const REFUSED: readonly Side[] = [
  {
    taken: 'finer than daily: the contract refuses it (api.md section 9)',
    isOne: isFiner,
    ids: [
      ...ids('libical', '049 062 068 074 081 082 083 084 085 116 117 118 119 123 126 135 136 137 138 139'),
      ...ids(
        'dateutil',
        '038 040 042 044 046 048 050 052 054 056 058 060 062 064 066 068 070 072 074 076 078 080 082 084 086 088 090 122 124 126 128 130 132 134 136 138 140 142 144 146 218',
      ),
    ],
  },
  {
    taken: 'RFC 5545 rules the combination out: refused, though dateutil reads something into it',
    isOne: (one) => isForbidden(one) && !isFiner(one),
    ids: ids('dateutil', '022 024 026 028 030 112 114 116 118 164 166 168 170 172'),
  },
];

/** Rules that are taken, and read as the case expects, although somebody might read them otherwise. */
const CONTESTED: readonly Side[] = [
  {
    taken: 'RFC 5545 leaves open what a start means that its rule does not give: it is no occurrence',
    isOne: (one) => one.dtstartInSet === false && isTried(one),
    ids: [
      ...ids('libical', '022 070 072 115 129 131 133 134'),
      ...ids(
        'dateutil',
        '002 008 010 012 014 016 018 020 096 098 100 102 104 106 108 110 150 152 154 156 158 160 162 184 186 188 190 192 194 196 198 200 202 204 206 208 210 216',
      ),
    ],
  },
  {
    taken:
      'RFC 5545 rules BYMONTHDAY out of a weekly rule: taken as a filter, as dateutil has it, for it can mean nothing else',
    isOne: (one) => /FREQ=WEEKLY.*BYMONTHDAY/.test(ruleOf(one)) && isTried(one),
    ids: ids('dateutil', '158 160'),
  },
  {
    taken: 'dateutil differs from libical: read as libical has it, but for those that are expected otherwise below',
    isOne: ({ secondOpinion }) => secondOpinion === 'differs',
    ids: ids('libical', '076 077 078 101 102 103 104 105 106 107 108 109 110 111 122 129 141 142 143 145'),
  },
  {
    taken: 'a semicolon at the end, which dateutil does not read: taken',
    isOne: ({ secondOpinion }) => secondOpinion === 'unsupported',
    ids: ids('libical', '039'),
  },
  {
    taken:
      'a local time that its day does not have: held with the offset before the gap (clinical.md A6), not left out',
    isOne: ({ gapLocals }) => gapLocals !== undefined,
    ids: ids('dst', '005 015'),
  },
];

/** What is expected instead of what the case has, and why. */
const OTHERWISE: Readonly<Record<string, { readonly why: string; readonly expected: readonly string[] }>> = {
  'libical-076': {
    why: 'a yearly rule by month day alone: libical keeps to the month of the start; dateutil and we take every month, as the table in RFC 5545 has it',
    expected: ['20240229', '20240329', '20240429'],
  },
  'libical-077': {
    why: 'as libical-076',
    expected: ['20240201', '20240229', '20240303', '20240331'],
  },
  'libical-078': {
    why: 'RFC 5545 ignores BYMINUTE where the start is a date; an activity always starts at a time',
    expected: ['20241018T0001', '20241018T0002', '20241018T0003'],
  },
  'libical-079': {
    why: 'not implemented in libical; a valid rule, whose parts narrow each other',
    expected: ['20241230', '20251230', '20301230', '20311230'],
  },
  'dateutil-204': {
    why: "a rule by week number alone: dateutil takes all days of the week; libical and we keep the start's weekday, as RFC 5545 takes from the start what the rule leaves out",
    expected: ['19980512T0900', '19990518T0900', '20000516T0900'],
  },
};

/** Whether a case has a rule that is taken; one has no rule, only dates. */
function isTried(one: Case): boolean {
  return one.dtstart !== null && !isFiner(one) && !isForbidden(one);
}

function found(one: Case): string[] {
  const startsAt = parseLocalDateTime(minute(one.dtstart ?? ''));
  const exceptionDates = (one.exdates ?? []).map((date) => minute(date) as LocalDateTime);
  const to = parseLocalDateTime('2100-01-01T00:00');
  const local = expand({ startsAt, rule: parseRecurrence(ruleOf(one)), exceptionDates, from: startsAt, to });
  const zone = one.tzid === undefined ? undefined : parseZone(one.tzid);
  return zone === undefined ? local : local.map((at) => slotInstant(at, zone).replace('.000Z', 'Z'));
}

/** In the form that is found: to the minute, each once. */
function wanted({ tzid }: Case, expected: readonly string[]): string[] {
  return tzid === undefined ? [...new Set(expected.map(minute))] : [...expected];
}

if (cases.length > 0) {
  test('every case is about one rule or about dates alone', () => {
    expect(cases.filter(({ rrules }) => rrules !== undefined && rrules.length !== 1).map(({ id }) => id)).toEqual([
      'dateutil-220',
    ]);
    expect(cases.filter(({ dtstart }) => dtstart === null).map(({ id }) => id)).toEqual(['dateutil-220']);
  });

  describe('what RFC 5545 does not settle, or is not offered here, is known case by case', () => {
    test.each([...REFUSED, ...CONTESTED])('$taken', ({ isOne, ids: listed }) => {
      expect(listed).toEqual(cases.filter(isOne).map(({ id }) => id));
    });

    test.each(Object.entries(OTHERWISE))('%s is expected otherwise in fact: %j', (id, { expected }) => {
      const one = cases.find((candidate) => candidate.id === id);
      const theirs = one && (one.expectError ?? wanted(one, one.expected ?? []));
      expect(theirs).toBeDefined();
      expect(theirs).not.toEqual(one && wanted(one, expected));
    });
  });

  test.each(cases.filter((one) => isFiner(one) || isForbidden(one)).map((one) => [one.id, ruleOf(one)]))(
    '%s is refused: %s',
    (_, rule) => {
      expect(() => parseRecurrence(rule)).toThrow(RangeError);
    },
  );

  test.each(cases.filter(isTried).map((one) => [one.id, ruleOf(one), one] as const))(
    '%s gives the dates that are expected: %s',
    (id, _, one) => {
      expect(found(one)).toEqual(wanted(one, OTHERWISE[id]?.expected ?? one.expected ?? []));
    },
  );
}
