import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import { BadCursorError, mapPage, type Page, type PageRequest } from '#platform/database';
import { isEnabled } from '../domain/assessment.js';
import type { Instrument } from '../domain/instruments/instrument.js';
import { instrumentByCode, INSTRUMENTS } from '../domain/instruments/instruments.js';
import type { ObservationType } from '../domain/observation-type.js';
import { OBSERVATION_TYPES, observationType } from '../domain/observation-types.js';
import { STATED_LICENCES } from './record-assessments.service.js';

/** An instrument, and whether this home may assess with it. */
export interface OfferedInstrument extends Instrument {
  readonly enabled: boolean;
}

/** What can be observed and with what one can assess. */
@Injectable()
export class ReadRegistry {
  constructor(@Inject(STATED_LICENCES) private readonly licences: readonly string[]) {}

  /** In the contract's order. @throws BadCursorError */
  observationTypes(page: PageRequest): Page<ObservationType> {
    return pageByCode(OBSERVATION_TYPES, page);
  }

  /** @throws NotFoundError */
  observationType(code: string): ObservationType {
    const found = observationType(code);
    if (found === undefined) throw new NotFoundError('observation type');
    return found;
  }

  /** In the contract's order. @throws BadCursorError */
  instruments(page: PageRequest): Page<OfferedInstrument> {
    return mapPage(pageByCode(INSTRUMENTS, page), (instrument) => this.offered(instrument));
  }

  /** @throws NotFoundError */
  instrument(code: string): OfferedInstrument {
    const found = instrumentByCode(code);
    if (found === undefined) throw new NotFoundError('assessment instrument');
    return this.offered(found);
  }

  private offered(instrument: Instrument): OfferedInstrument {
    return { ...instrument, enabled: isEnabled(instrument, this.licences) };
  }
}

/** The cursor is the code of the page's last entry: a registry's order doesn't change while the program runs. */
function pageByCode<T extends { readonly code: string }>(
  entries: readonly T[],
  { limit, cursor }: PageRequest,
): Page<T> {
  const after = cursor === undefined ? -1 : entries.findIndex(({ code }) => code === cursor);
  if (cursor !== undefined && after === -1) throw new BadCursorError();
  const items = entries.slice(after + 1, after + 1 + limit);
  const more = after + 1 + items.length < entries.length;
  return { items, nextCursor: more ? (items.at(-1)?.code ?? null) : null };
}
