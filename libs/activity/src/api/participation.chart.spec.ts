import { expect, test } from '@jest/globals';
import { addDays, addMinutes, parseInstant, parseLocalDate, parseZone, startOfDay } from '#platform/time';
import { draw } from '#platform/charts';
import type { ResidentParticipation } from '../app/read-participation.service.js';
import { ACTIVITY_CATEGORIES } from '../domain/activity.js';
import { ParticipationTally } from '../domain/participation.js';
import { participationChart } from './participation.chart.js';

const madrid = parseZone('Europe/Madrid');
const TODAY = parseLocalDate('2026-11-24');

/** Someone who was offered something of another kind each day, and took part in two of three. */
function daysOf(days: number, name = 'Ortega Núñez, Carmen'): ResidentParticipation {
  const window = { from: startOfDay(addDays(TODAY, 1 - days), madrid), to: startOfDay(addDays(TODAY, 1), madrid) };
  const asOf = parseInstant('2026-11-24T12:00:00Z');
  const tally = new ParticipationTally(window, asOf, madrid);
  for (let day = 0; day < days; day += 1) {
    const startsAt = addMinutes(startOfDay(addDays(TODAY, day + 1 - days), madrid), 630);
    const category = ACTIVITY_CATEGORIES[day % ACTIVITY_CATEGORIES.length] ?? 'other';
    const attendance = day % 3 === 0 ? 'declined' : 'attended';
    const entry = { attendance, engagement: attendance === 'attended' ? 1 + (day % 5) : null } as const;
    tally.add({ startsAt, endsAt: addMinutes(startsAt, 45), category, entry });
  }
  return { residentId: 'carmen', name, window, timeZone: madrid, asOf, ...tally.counts() };
}

/** The letters of a picture, in order. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
}

test('a picture says in letters what it says in bars: minutes, how many of how many, engagement, and in all', async () => {
  const texts = textsOf(await draw(participationChart(daysOf(3), 'en')));
  expect(texts).toEqual([
    ...['Participation in activities', 'Ortega Núñez, Carmen', '22 Nov 2026 – 24 Nov 2026'],
    ...['Week from', 'Minutes', 'Took part', 'Engagement'],
    ...['Took part: sessions, wholly or partly, of those offered.'],
    ...['Engagement: mean, from 1 withdrawn to 5 absorbed.'],
    ...['physical, 0 min', 'cognitive, 45 min', 'social, 45 min'],
    ...['16 Nov 2026', '23 Nov 2026', '0', '90', '0 of 1', '2 of 2', '–', '2.5'],
    ...['In all', '90', '2 of 3', '2.5'],
  ]);
});

test('a picture is described in words, in the language that is asked for', () => {
  expect(participationChart(daysOf(3), 'es')).toMatchObject({
    title: 'Participación en actividades: Ortega Núñez, Carmen',
    language: 'es',
    description:
      'En total: 2 de 3; 90 min (cognitiva 45, social 45); implicación 2,5. Semana del 16 nov 2026: 0 de 1; 0 min. ' +
      'Semana del 23 nov 2026: 2 de 2; 90 min (cognitiva 45, social 45); implicación 2,5. ' +
      'Participó: sesiones, enteras o en parte, de las ofrecidas. Implicación: media, de 1 retraída a 5 absorta.',
  });
});

test('a year has a row for each of its weeks', async () => {
  const texts = textsOf(await draw(participationChart(daysOf(366), 'en')));
  expect(texts.filter((text) => / of \d+$/.test(text))).toHaveLength(54);
});

test('what someone is called is text, and no longer than there is room for', async () => {
  const hostile = `${'x'.repeat(40)}</text><script>alert(1)</script>`;
  const svg = await draw(participationChart(daysOf(1, hostile), 'en'));
  expect(svg).not.toContain('<script');
  expect(textsOf(svg)[1]).toBe(`${'x'.repeat(40)}&lt;/t…`);
  expect(svg).toContain('&#60;script&#62;alert(1)&#60;/script&#62;</title>');
});

test('nothing offered is said, not left blank', () => {
  const { window, ...rest } = daysOf(1);
  const none = new ParticipationTally(window, rest.asOf, madrid).counts();
  expect(participationChart({ ...rest, window, ...none }, 'en').description).toMatch(/^In all: nothing offered\./);
});
