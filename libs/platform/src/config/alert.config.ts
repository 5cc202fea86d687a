import { parsed, readSettings, type Environment } from './settings.js';

const SEVERITIES = ['notice', 'warning', 'urgent', 'emergency'] as const;

/** What the home has decided about alerts. */
export interface AlertConfig {
  /** Minutes after which an alert that nobody has seen is made known further up, and again; null: never. */
  readonly escalation: Readonly<Record<(typeof SEVERITIES)[number], number | null>>;
}

/** In minutes: a week. */
const LONGEST = 10_080;

export const alertSettings = {
  escalation: parsed('ALERT_ESCALATION', minutesBySeverity, {
    default: 'emergency=5,urgent=30,warning=240',
    help: 'minutes after which an alert that nobody has seen is escalated, by severity; one not named never is',
  }),
};

/** @throws ConfigurationError */
export function readAlertConfig(environment: Environment): AlertConfig {
  return readSettings<AlertConfig>(alertSettings, environment);
}

function minutesBySeverity(words: string): AlertConfig['escalation'] {
  const minutes: Record<string, number | null> = { notice: null, warning: null, urgent: null, emergency: null };
  for (const word of words.split(',')) {
    const [, severity = '', count] = /^(\w+)=(\d+)$/.exec(word.trim()) ?? [];
    const known = SEVERITIES.some((one) => one === severity) && minutes[severity] === null;
    if (!known || Number(count) < 1 || Number(count) > LONGEST) {
      throw new RangeError(`must be like emergency=5,urgent=30,warning=240, each once and from 1 to ${LONGEST}`);
    }
    minutes[severity] = Number(count);
  }
  return minutes as AlertConfig['escalation'];
}
