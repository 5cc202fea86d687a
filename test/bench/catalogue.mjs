// 250 substances of 20 makers in 10 strengths.
const BEGINNINGS = ['Am', 'Bel', 'Cor', 'Dil', 'Fen', 'Gal', 'Ket', 'Lor', 'Met', 'Nor'];
const MIDDLES = ['a', 'ido', 'ota', 'exi', 'uli'];
const ENDS = ['pril', 'sartán', 'prazol', 'statina', 'micina'];
export const SUBSTANCES = BEGINNINGS.flatMap((begin) =>
  MIDDLES.flatMap((middle) => ENDS.map((end) => begin + middle + end)),
);
export const MAKERS = Array.from(
  { length: 20 },
  (_, index) => `${'NSEOC'[index % 5]}alud${'abcd'[Math.floor(index / 5)]}`,
);
const STRENGTHS = [1, 2, 5, 10, 20, 25, 40, 50, 100, 500];

export function atcOf(substance) {
  const number = SUBSTANCES.indexOf(substance);
  return `C${String(1 + (number % 10)).padStart(2, '0')}AA${String(1 + Math.floor(number / 10)).padStart(2, '0')}`;
}

/** A catalogue of 50,000 medicines, or of the first of its substances. */
function catalogue(substances) {
  const names = SUBSTANCES.slice(0, substances).flatMap((substance) =>
    MAKERS.flatMap((maker) => STRENGTHS.map((strength) => [substance, `${substance} ${maker} ${strength} mg`])),
  );
  const lines = names.map(
    ([substance, name], index) => `${name} comprimidos,${substance},${atcOf(substance)},${100_000 + index}`,
  );
  return { count: names.length, csv: ['name,activeSubstance,atcCode,registrationNumber', ...lines].join('\n') };
}

/** What is typed for a substance of a maker. */
export const KINDS = {
  'four letters': (substance) => ({ q: substance.slice(0, 4) }),
  'name, maker, strength': (substance, maker) => ({ q: `${substance} ${maker} 20 mg` }),
  'two words, the other way round': (substance, maker) => ({ q: `${maker} ${substance.slice(0, 5)}` }),
  'a maker': (_, maker) => ({ q: maker }),
  'a word that all have': () => ({ q: 'comprimidos' }),
  'four letters and ATC': (substance) => ({ q: substance.slice(0, 4), atc: atcOf(substance).slice(0, 3) }),
  'a name that none has': (substance) => ({ q: `${substance} zzz` }),
};

/** Imports it over HTTP. @returns how many medicines it has. */
export async function importAll(port, token, substances = SUBSTANCES.length) {
  const { count, csv } = catalogue(substances);
  const headers = { 'content-type': 'text/csv', authorization: `Bearer ${token}` };
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/medications/import`, {
    method: 'POST',
    headers,
    body: csv,
  });
  const report = await answer.json();
  if (report.created !== count)
    throw new Error(`the import gave ${answer.status} ${JSON.stringify(report).slice(0, 500)}`);
  return count;
}
