import type { Label } from '../label.js';
import type { Observation } from '../observation.js';
import { observationType } from '../observation-types.js';
import type { Cause } from './cause.js';
import type { RuleId } from './rules.js';
import type { Severity } from './severity.js';
import { thresholdCauses, type Threshold } from './threshold.js';

/** How soon a fall wants somebody, by the harm that it did. General knowledge. */
const HARM: Readonly<Record<string, Severity>> = { 'no-harm': 'warning', minor: 'urgent', major: 'emergency' };

/** Each of them scores 3 in NEWS2; who doesn't respond to anything needs help at once (general knowledge). */
const NOT_ALERT: Readonly<Record<string, Severity>> = {
  'new-confusion': 'urgent',
  voice: 'urgent',
  pain: 'emergency',
  unresponsive: 'emergency',
};

/** What one reading alone asks for. Weight, which needs those before it, is `weight-loss.ts`. */
export function observationCauses(observation: Observation, thresholds: readonly Threshold[]): readonly Cause[] {
  if (observation.type === 'fall') return word('fall', observation, HARM);
  if (observation.type === 'consciousness') return word('consciousness', observation, NOT_ALERT);
  return thresholdCauses(observation, thresholds);
}

function word(
  rule: RuleId & ('fall' | 'consciousness'),
  { id, type, code, takenAt }: Observation,
  severities: Readonly<Record<string, Severity>>,
): readonly Cause[] {
  const severity = code === null ? undefined : severities[code];
  if (code === null || severity === undefined) return [];
  return [
    {
      rule,
      key: rule,
      severity,
      message: inWords(type, code),
      at: takenAt,
      sourceId: id,
      inputs: [{ name: type, value: code, unit: null, at: takenAt, id }],
    },
  ];
}

function inWords(code: string, value: string): Label {
  const type = observationType(code);
  const display = type?.kind === 'coded' ? type.codes.find((each) => each.code === value)?.display : undefined;
  return {
    en: `${type?.display.en ?? code}: ${display?.en.toLowerCase() ?? value}`,
    es: `${type?.display.es ?? code}: ${display?.es.toLowerCase() ?? value}`,
  };
}
