import { printedDate, printedInstant, type Language, type Markup, type Print } from '#platform/print';
import { REGISTER_WORDS, type RegisterWords } from '../domain/register-words.js';
import type { RegisterDto, RegisterLineDto } from './register.dto.js';

/** What every part of the page needs. */
interface Part {
  readonly register: RegisterDto;
  readonly words: RegisterWords;
  readonly language: Language;
}

/** The register as a page to print: each owner's ledger, the oldest line first, and room to sign. */
export function registerPage(register: RegisterDto, language: Language): Print {
  const words = REGISTER_WORDS[language];
  const part: Part = { register, words, language };
  const medicine = medicineOf(register);
  const asOf = words.asOf(printedInstant(register.asOf, register.timeZone, language), register.madeBy);
  return {
    title: `${words.title}: ${medicine}`,
    language,
    foot: `${medicine}. ${asOf}`,
    landscape: true,
    body: (
      <main>
        <header class="identity">
          <p class="small">{words.title}</p>
          <h1>
            <bdi>{medicine}</bdi> <span class="flag">{words.controlled}</span>
          </h1>
          <p>
            {asOf} ({register.timeZone}) {period(part)}
          </p>
        </header>
        <Beyond {...part} />
        {register.items.length === 0 ? <p>{words.none}</p> : null}
        {owners(register.items).map((lines) => (
          <Ledger {...part} lines={lines} />
        ))}
        <Signatures {...part} />
      </main>
    ),
  };
}

function medicineOf({ medication: { name, strength, form } }: RegisterDto): string {
  return [name, strength, form].filter((one) => one !== null).join(', ');
}

/** By owner, the home first; of each the lines by their numbers. */
function owners(items: readonly RegisterLineDto[]): readonly (readonly [RegisterLineDto, ...RegisterLineDto[]])[] {
  const ledgers = new Map<string, [RegisterLineDto, ...RegisterLineDto[]]>();
  for (const line of [...items].sort((a, b) => a.number - b.number)) {
    const known = ledgers.get(line.resident?.id ?? '');
    if (known === undefined) ledgers.set(line.resident?.id ?? '', [line]);
    else known.push(line);
  }
  const nameOf = ([{ resident }]: readonly [RegisterLineDto, ...RegisterLineDto[]]): string => resident?.name ?? '';
  return [...ledgers.values()].sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'es'));
}

function period({ register, words, language }: Part): string {
  const { enteredFrom, enteredTo, timeZone } = register;
  const shown = (at: string): string => printedInstant(at, timeZone, language);
  if (enteredFrom !== null && enteredTo !== null) return `· ${words.period(shown(enteredFrom), shown(enteredTo))}`;
  if (enteredFrom !== null) return `· ${words.since(shown(enteredFrom))}`;
  return enteredTo === null ? '' : `· ${words.before(shown(enteredTo))}`;
}

/** What the sheet isn't: all there is. */
function Beyond({ register, words }: Part): Markup | null {
  const notes = [
    ...(register.nextCursor === null ? [] : [words.more]),
    ...(register.isNewest ? [] : [words.notNewest]),
  ];
  return notes.length === 0 ? null : (
    <section class="notice">
      {notes.map((note) => (
        <p>{note}</p>
      ))}
    </section>
  );
}

const COLUMNS = [
  ...(['number', 'done', 'entered', 'what', 'change', 'balance'] as const),
  ...(['lot', 'by', 'witness', 'note'] as const),
] as const;

type LedgerPart = Part & { readonly lines: readonly [RegisterLineDto, ...RegisterLineDto[]] };

function Ledger({ lines, ...part }: LedgerPart): Markup {
  const { register, words } = part;
  const [first] = lines;
  return (
    <table class="register">
      <colgroup>
        {COLUMNS.map(() => (
          <col />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th class="head" colspan={COLUMNS.length}>
            <bdi>{first.resident === null ? words.home : first.resident.name}</bdi> · <bdi>{medicineOf(register)}</bdi>
            {' · '}
            <bdi>{register.medication.unit}</bdi>
          </th>
        </tr>
        <tr>
          {COLUMNS.map((column) => (
            <th class={column === 'change' || column === 'balance' ? 'number' : ''}>{words[column]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {first.number === 1 ? null : (
          <tr>
            <td colspan={COLUMNS.length}>{words.earlier(first.number)}</td>
          </tr>
        )}
        {lines.map((line) => (
          <Line {...part} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ register, words, language, line }: Part & { readonly line: RegisterLineDto }): Markup {
  const shown = (at: string): string => printedInstant(at, register.timeZone, language);
  const { lot, expiresOn, recordedBy, witnessedBy, correctedBy } = line;
  const expiry = expiresOn === null ? null : printedDate(expiresOn, language);
  return (
    <tr class={correctedBy === null ? '' : 'wrong'}>
      <td>{line.number}</td>
      <td class="said">{shown(line.at)}</td>
      <td>{shown(line.recordedAt)}</td>
      <td class="said">{words.type[line.type]}</td>
      <td class="number said">{signed(line.quantity, language)}</td>
      <td class="number">
        <b>{decimal(line.balance, language)}</b>
      </td>
      <td class="said">
        <bdi>{[lot, expiry].filter((one) => one !== null).join(', ')}</bdi>
      </td>
      <td>
        <bdi>{recordedBy.name ?? words.program}</bdi>
      </td>
      <td>
        <bdi>{witnessedBy === null ? '' : (witnessedBy.name ?? words.program)}</bdi>
      </td>
      <td>
        {correctedBy === null ? null : <b>{words.correctedBy(correctedBy.number)}. </b>}
        <bdi>{notes(line, words, language).join('. ')}</bdi>
      </td>
    </tr>
  );
}

function notes(line: RegisterLineDto, words: RegisterWords, language: Language): readonly string[] {
  const { corrects, counterpart, type, stated, administrationId, reason } = line;
  const other = counterpart?.resident?.name ?? words.home;
  return [
    ...(corrects === null ? [] : [words.corrects(corrects.number)]),
    ...(type === 'count' ? [words.stated(decimal(stated, language))] : []),
    ...(counterpart === null ? [] : [words.withOwner(other, counterpart.number)]),
    ...(administrationId === null ? [] : [words.dose]),
    ...(reason === null ? [] : [reason]),
  ];
}

function Signatures({ words }: Part): Markup {
  return (
    <table class="signatures together">
      <tbody>
        <tr>
          <td>{words.checked}</td>
          <td>{words.signature}</td>
          <td>{words.secondSignature}</td>
        </tr>
      </tbody>
    </table>
  );
}

function decimal(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value);
}

function signed(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 6, signDisplay: 'exceptZero' }).format(value);
}
