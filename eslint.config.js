import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const clock = 'The time is injected: take it from the clock.';
const settings = 'Only server/config.ts reads the environment.';
const namedExportsWithoutBarrels = [
  { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' },
];

export default defineConfig(
  {
    ignores: ['dist/', 'data/', 'public/', 'node_modules/'],
  },
  {
    files: ['**/*.{js,mjs}'],
    rules: { 'no-unused-vars': 'error', 'no-unreachable': 'error', 'no-const-assign': 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // A query builder is a thenable, not a Promise: unawaited, it never runs.
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      // Knex types its rows as `any`; saying what they are is what these assertions are for.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': ['error', ...namedExportsWithoutBarrels],
    },
  },
  {
    files: ['server/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: settings }],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:process', importNames: ['env'], message: settings }] },
      ],
      'no-restricted-syntax': [
        'error',
        ...namedExportsWithoutBarrels,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: clock },
      ],
    },
  },
  { files: ['**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['server/config.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['server/platform/clock.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['server/cli/**/*.ts'], rules: { 'no-console': 'off' } },
);
