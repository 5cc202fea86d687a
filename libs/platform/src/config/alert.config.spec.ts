import { expect, test } from '@jest/globals';
import { readAlertConfig } from './alert.config.js';

test('an alert that nobody has seen is escalated by its severity, a notice never', () => {
  expect(readAlertConfig({})).toEqual({ escalation: { emergency: 5, urgent: 30, warning: 240, notice: null } });
  expect(readAlertConfig({ ALERT_ESCALATION: 'urgent=10' }).escalation).toMatchObject({ urgent: 10, warning: null });
});

test.each(['urgent', 'urgent=0', 'urgent=10081', 'bad=5', 'urgent=5,urgent=6', 'urgent=5;warning=6'])(
  '%s is refused',
  (ALERT_ESCALATION) => {
    expect(() => readAlertConfig({ ALERT_ESCALATION })).toThrow(/^ALERT_ESCALATION: must be like/);
  },
);
