import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import { UnitOfWork, type Reader } from '#platform/database';
import { Clock, HomeZone, pastWindow, type Window, type WindowEnds, type Zone } from '#platform/time';
import { inTurns } from '#platform/turns';
import { AlertRepository } from '../data/alert.repository.js';
import { AssessmentRepository } from '../data/assessment.repository.js';
import { ObservationRepository } from '../data/observation.repository.js';
import { marksOf, type ChartMark } from '../domain/chart-marks.js';
import { CHART_DAYS, ChartTally, type Charted } from '../domain/charted.js';
import type { Instrument } from '../domain/instruments/instrument.js';
import { instrumentByCode } from '../domain/instruments/instruments.js';
import { asLevel, levelsOf } from '../domain/levels.js';
import type { ObservationType } from '../domain/observation-type.js';
import { observationType } from '../domain/observation-types.js';
import type { Reading } from '../domain/reading.js';
import type { WeightChange } from '../domain/weight-change.js';
import { KnowResidents } from './know-residents.service.js';
import { WeighChange } from './weigh-change.service.js';

/** What a picture shows of a resident: how one kind of observations went, or the scores of one instrument. */
export interface ResidentChart extends Charted {
  readonly name: string;
  readonly of: { readonly type: ObservationType } | { readonly instrument: Instrument };
  readonly window: Window;
  readonly timeZone: Zone;
  /** Of weight only. */
  readonly changes: readonly WeightChange[];
  readonly marks: readonly ChartMark[];
}

/** What changes from month to month, not from day to day. */
const SLOW: ReadonlySet<string> = new Set(['body-weight', 'body-height']);
const FALL = 'fall';

/** Reads what charts of observations and of assessments show. */
@Injectable()
export class ReadCharts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: KnowResidents,
    private readonly observations: ObservationRepository,
    private readonly assessments: AssessmentRepository,
    private readonly alerts: AlertRepository,
    private readonly weighing: WeighChange,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * In turns.
   * @param code of an observation type or of an instrument.
   * @throws NotFoundError, InvalidFieldsError
   */
  read(residentId: string, code: string, ends: WindowEnds): Promise<ResidentChart> {
    return this.unitOfWork.report((reader) => this.make(reader, residentId, code, ends));
  }

  private async make(reader: Reader, residentId: string, code: string, ends: WindowEnds): Promise<ResidentChart> {
    const at = { now: this.clock.now(), zone: this.zone.id };
    const of = chartedBy(code);
    const usual = 'instrument' in of || SLOW.has(code) ? CHART_DAYS.ofSlow : CHART_DAYS.usual;
    const window = pastWindow(ends, { usual, most: CHART_DAYS.most }, at.now, at.zone);
    const name = await this.residents.nameOf(reader, residentId);
    const tally =
      'type' in of
        ? ChartTally.of(of.type, window, at)
        : new ChartTally(window, { parts: [], words: of.instrument.bands.map(({ band }) => band) }, new Map(), at);
    const readings =
      'type' in of
        ? this.observations.readings(reader, residentId, code, window)
        : this.assessments.scores(reader, residentId, code, window);
    const isLeveled = 'type' in of && levelsOf(of.type).length > 0;
    await eachOf(readings, (reading) => tally.add(isLeveled ? asLevel(reading) : reading));
    const charted = tally.charted();
    const changes = await this.weighing.changes(reader, residentId, code, charted.trend.last);
    const falls: Reading[] = [];
    await eachOf(this.observations.readings(reader, residentId, FALL, window), (fall) => falls.push(fall));
    const marks = marksOf(code, window, falls, await this.alerts.raisedIn(reader, residentId, window));
    return { name, of, window, timeZone: at.zone, ...charted, changes, marks };
  }
}

function chartedBy(code: string): ResidentChart['of'] {
  const type = observationType(code);
  if (type !== undefined) return { type };
  const instrument = instrumentByCode(code);
  if (instrument === undefined) throw new NotFoundError('chart');
  return { instrument };
}

async function eachOf(readings: AsyncIterable<readonly Reading[]>, take: (reading: Reading) => unknown): Promise<void> {
  for await (const some of inTurns(readings)) for (const reading of some) take(reading);
}
