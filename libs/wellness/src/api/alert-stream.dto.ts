import { EnumField, IntegerQuery, TextField } from '#platform/http';
import type { ServerEvent } from '#platform/streams';
import type { AlertNews } from '../app/follow-alerts.service.js';
import { SEVERITIES, type Severity } from '../domain/alerts/severity.js';
import { AlertDto } from './alert.dto.js';

export class AlertStreamQueryDto {
  @IntegerQuery({
    min: 0,
    max: 2_147_483_647,
    description: 'as `Last-Event-ID`, which comes before it, for a reader that can send no header',
  })
  lastEventId?: number;

  @TextField({ max: 100, optional: true, description: 'of who has a bed there when it is told' })
  unit?: string;

  @EnumField(SEVERITIES, {
    optional: true,
    enumName: 'AlertSeverity',
    description: 'of the alert, after what became of it',
  })
  severity?: Severity;
}

export async function* toServerEvents(news: AsyncIterable<AlertNews>): AsyncGenerator<ServerEvent, void, undefined> {
  for await (const one of news) {
    const { seq, kind } = one;
    yield { id: String(seq), event: kind, data: one.kind === 'ready' ? { seq } : AlertDto.from(one.alert) };
  }
}
