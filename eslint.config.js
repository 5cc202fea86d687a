import { defineConfig } from 'eslint/config';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/**
 * What no file of the house may contain. Nothing here can be switched off from inside a file
 * (`noInlineConfig`), and each ban has a canary in `test/house/canaries/lint` that it must refuse.
 */
const SPECS = ['**/*.spec.{ts,tsx}'];

/** Ways to say "now" that aren't the injected clock (#platform/time). */
const machineClock = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The time comes from the injected Clock, not from new Date().',
  },
  {
    selector: 'CallExpression[callee.name="Date"]',
    message: 'The time comes from the injected Clock, not from Date().',
  },
];
const casts = [
  {
    selector: 'TSAsExpression > TSAsExpression.expression > TSUnknownKeyword.typeAnnotation',
    message: 'A cast through unknown is an escape: narrow the value, or parse it.',
  },
  {
    selector: 'TSAsExpression > TSNeverKeyword.typeAnnotation',
    message: 'A cast to never fits everywhere and says nothing.',
  },
  { selector: 'TSTypeAssertion', message: 'A cast is written with "as", where it can be seen.' },
];
const writesPastTheTrail = [
  {
    selector:
      'CallExpression[callee.property.name=/^(insert|update|delete|softDelete|restore|save|remove|upsert|query)$/]',
    message: 'Rows are written by insertRows, updateRow and their neighbours, which tell the audit trail.',
  },
];
const unfinishedTests = [
  {
    selector: 'CallExpression[callee.object.name=/^(test|it|describe)$/][callee.property.name=/^(todo|failing)$/]',
    message: 'A test that is not written, or is expected to fail, proves nothing.',
  },
];
/** A zone's name is checked against the machine's table of zones, which only "now" can reach. */
const zoneCheckOnly = [
  {
    selector:
      'MemberExpression[object.name="Temporal"][property.name="Now"]' +
      ':not(CallExpression[arguments.length=1] > MemberExpression[property.name="zonedDateTimeISO"] > *)',
    message: 'Here Temporal.Now may only check the name of a zone: Temporal.Now.zonedDateTimeISO(name).',
  },
];

const dateNow = {
  object: 'Date',
  property: 'now',
  message: 'The time comes from the injected Clock, not from Date.now().',
};
const temporalNow = {
  object: 'Temporal',
  property: 'Now',
  message: 'The time comes from the injected Clock, not from Temporal.Now.',
};
const MOCKS = 'Our own code is not mocked, except the clock.';
const SETTINGS = 'Settings are read once, in libs/platform/src/config, and injected.';
const environment = { object: 'process', property: 'env', message: SETTINGS };

export default defineConfig(
  { name: 'house/ignored', ignores: ['dist/', 'coverage/', 'data/', 'test/house/canaries/'] },
  {
    name: 'house/no-escapes',
    linterOptions: { noInlineConfig: true },
  },
  {
    name: 'house/everywhere',
    files: ['**/*.{ts,tsx,js,mjs}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      'max-lines': ['error', { max: 350 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
    },
  },
  {
    name: 'house/plain-scripts',
    files: ['**/*.{js,mjs}'],
    rules: { 'no-unused-vars': 'error' },
  },
  {
    name: 'house/typed',
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-restricted-syntax': ['error', ...casts],
      // A Nest module is an empty class under a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowAny: false,
          allowBoolean: false,
          allowNever: false,
          allowNullish: false,
          allowNumber: true,
          allowRegExp: false,
        },
      ],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // DTOs and rows are shapes that happen to be classes, because decorators need a class.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
    },
  },
  {
    name: 'house/exported-shapes',
    files: ['**/*.{ts,tsx}'],
    ignores: SPECS,
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    name: 'house/sources',
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', ...casts, ...machineClock],
      'no-restricted-properties': ['error', dateNow, temporalNow, environment],
      'no-restricted-imports': [
        'error',
        {
          paths: ['node:process', 'process'].map((name) => ({
            name,
            importNames: ['env'],
            message: SETTINGS,
          })),
        },
      ],
    },
  },
  {
    name: 'house/libraries-do-not-print',
    files: ['libs/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error' },
  },
  {
    name: 'house/routes-open-no-unit-of-work',
    files: ['libs/*/src/api/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '#platform/database',
              allowImportNames: ['isId', 'mapPage', 'Page', 'PageRequest'],
              message: 'A route calls one use case, which is one unit of work.',
            },
          ],
        },
      ],
    },
  },
  {
    name: 'house/repositories-tell-the-trail',
    files: ['libs/**/*.repository.ts'],
    rules: { 'no-restricted-syntax': ['error', ...casts, ...machineClock, ...writesPastTheTrail] },
  },
  {
    name: 'house/the-clock',
    files: ['libs/platform/src/time/clock.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...casts],
      'no-restricted-properties': ['error', environment],
    },
  },
  {
    name: 'house/the-zones',
    files: ['libs/platform/src/time/local.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...casts, ...machineClock, ...zoneCheckOnly],
      'no-restricted-properties': ['error', dateNow, environment],
    },
  },
  {
    name: 'house/the-settings',
    files: ['libs/platform/src/config/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', dateNow, temporalNow], 'no-restricted-imports': 'off' },
  },
  {
    name: 'house/entries-hand-over-the-environment',
    files: ['apps/*/src/main.ts'],
    rules: { 'no-restricted-properties': ['error', dateNow, temporalNow] },
  },
  {
    name: 'house/tests',
    files: SPECS,
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', '**.expect*', 'fc.assert'] }],
      'jest/no-disabled-tests': 'error',
      'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['testAlone', 'testAlone.each'] }],
      'jest/no-focused-tests': 'error',
      // Says again what no-focused-tests and no-disabled-tests say.
      'jest/no-test-prefixes': 'off',
      'jest/no-restricted-jest-methods': [
        'error',
        { mock: MOCKS, doMock: MOCKS, unstable_mockModule: MOCKS, retryTimes: 'A second chance hides a race.' },
      ],
      'no-restricted-syntax': ['error', ...casts, ...unfinishedTests],
    },
  },
  {
    name: 'house/tests-of-sources',
    files: ['apps/**/*.spec.{ts,tsx}', 'libs/**/*.spec.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', ...casts, ...machineClock, ...unfinishedTests] },
  },
);
