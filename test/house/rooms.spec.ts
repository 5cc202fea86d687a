import { describe, expect, test } from '@jest/globals';
import { hasRoom } from './rooms.js';
import { trackedFiles } from './tracked-files.js';

describe('the rooms of a domain', () => {
  test.each([
    'libs/resident/src/index.ts',
    'libs/resident/src/resident.module.ts',
    'libs/resident/src/api/movement.controller.ts',
    'libs/resident/src/api/movement.dto.ts',
    'libs/resident/src/api/chart.page.tsx',
    'libs/resident/src/app/move-resident.service.ts',
    'libs/resident/src/app/on-dose-missed.ts',
    'libs/resident/src/app/resident.timeline.ts',
    'libs/resident/src/domain/movement.ts',
    'libs/resident/src/domain/movement.spec.ts',
    'libs/resident/src/domain/resident.errors.ts',
    'libs/wellness/src/domain/instruments/news2.ts',
    'libs/resident/src/data/movement.entity.ts',
    'libs/resident/src/data/movement.repository.ts',
    'libs/platform/src/http/problem.filter.ts',
    'libs/platform/src/database/migrations/0001-access.ts',
    'libs/platform/src/time/local.spec.ts',
  ])('have a place for %s', (path) => {
    expect(hasRoom(path)).toBe(true);
  });

  test.each([
    'libs/resident/src/helpers.ts',
    'libs/resident/src/utils/dates.ts',
    'libs/resident/src/medication.module.ts',
    'libs/resident/src/api/movement.service.ts',
    'libs/resident/src/app/chart.page.tsx',
    'libs/resident/src/api/Movement.dto.ts',
    'libs/resident/src/app/movement.ts',
    'libs/resident/src/app/wellness.timeline.ts',
    'libs/resident/src/domain/medication.errors.ts',
    'libs/resident/src/domain/movement.entity.ts',
    'libs/resident/src/data/movement.dto.ts',
    'libs/resident/src/data/movement.ts',
    'libs/resident/movement.ts',
    'libs/platform/src/helpers.ts',
  ])('have none for %s', (path) => {
    expect(hasRoom(path)).toBe(false);
  });
});

test('every source of a library has its room', () => {
  const sources = trackedFiles().filter((path) => /^libs\/.*\.tsx?$/.test(path));
  expect(sources.filter((path) => !hasRoom(path))).toEqual([]);
  expect(sources.length).toBeGreaterThan(5);
});
