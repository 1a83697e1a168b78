/**
 * The rules that a linter can check: the languages' own, and those of the house. What needs the whole tree at once
 * (circles, dead files, kinds by name, pages among each other) is in tests/house. Each message says what to do instead.
 */
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

const code = ['**/*.ts', '**/*.js', '**/*.mjs', '**/*.svelte'];

/**
 * Forbids imports by pattern. Paths are relative, so a rule names the folder as it appears in them.
 * @param {...[regex: string, message: string]} rules
 * @returns {import('eslint').Linter.RulesRecord}
 */
const forbid = (...rules) => ({
  'no-restricted-imports': ['error', { patterns: rules.map(([regex, message]) => ({ regex, message })) }],
});

/** @type {[string, string]} */
const noServer = ['(^|/)server/', 'The client never imports the server: what both need belongs in shared/.'];
/** @type {[string, string]} */
const noClient = ['(^|/)client/', 'The server never imports the client: what both need belongs in shared/.'];
/** @type {[string, string]} */
const noTests = ['(^|/)tests/', 'The product does not import its tests.'];
/** @type {[string, string]} */
const noNode = ['^node:', 'This runs in browsers too: let the caller in server/ pass in what it needs.'];

/** @type {import('eslint').Linter.RulesRecord} */
const names = {
  'id-denylist': ['error', 'manager', 'helper', 'helpers', 'util', 'utils', 'info'],
};

/** @type {{ selector: string, message: string }[]} */
const badSyntax = [
  {
    selector: ':matches(FunctionDeclaration, VariableDeclarator, MethodDefinition) > Identifier[name=/^handle[A-Z]?/]',
    message: 'Name what it does ("join", "showError"), not that it handles something.',
  },
  {
    selector: "SvelteAttribute[key.name='style']",
    message: 'The Content-Security-Policy blocks style attributes: use a class, or a style: directive.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that everybody calls it the same.' },
];

/** In the fold everything comes from the log: no clock, no chance, no waiting, no output. */
/** @type {import('eslint').Linter.RulesRecord} */
const pureGame = {
  'no-restricted-globals': [
    'error',
    ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'console', 'crypto']
      .concat(['fetch', 'process', 'requestAnimationFrame', 'Promise', 'globalThis'])
      .map((name) => ({ name, message: 'shared/game computes from the log alone: put what you need into the entry.' })),
  ],
  'no-restricted-syntax': [
    'error',
    ...badSyntax,
    { selector: ':function[async=true]', message: 'The fold never waits: who calls it has all that it needs.' },
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: 'Use the seeded random of the state: the log must fold the same.' },
  ],
};

export default defineConfig(
  { ignores: ['dist/', 'data/', 'coverage/', 'screenshots/', 'node_modules/', 'content/', '**/.*'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.strict,
  ts.configs.stylistic,
  svelte.configs.recommended,
  {
    files: code,
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // tsc does these, and knows the types that a linter of single files does not.
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Both forms read well; an empty function can be exactly what is meant.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: true }],
      // `== null` is the one question that both null and undefined answer.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      ...names,
      'no-restricted-syntax': ['error', ...badSyntax],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: globals.browser },
    rules: {
      // The script of a component is one function to the linter. tests/house holds the file to its length.
      'max-lines-per-function': 'off',
      // Props are declared with let, and svelte-check knows them; the core rules do not.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      // The router has no base path to resolve.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  { files: ['**/*.mjs', '**/*.js'], rules: { 'no-console': 'off' } },
  { files: ['*.config.ts', '*.config.js'], rules: { 'no-restricted-syntax': 'off' } },

  // The house: who may import whom.
  {
    files: ['shared/**'],
    rules: forbid(noServer, noClient, noTests, noNode, ['svelte', 'shared/ knows no framework.']),
  },
  { files: ['shared/game/**'], rules: pureGame },
  { files: ['client/**'], rules: forbid(noServer, noTests, noNode) },
  { files: ['server/**'], rules: forbid(noClient, noTests) },
  {
    files: ['server/live/**'],
    rules: forbid(noClient, noTests, [
      '/(store|http)/',
      'server/live knows the log and nothing of store or http: app.ts passes in what a room needs.',
    ]),
  },
  {
    files: ['server/log/**'],
    rules: forbid(noClient, noTests, [
      '/(live|store|http)/',
      'The log is below live, store and http: no arrow back up.',
    ]),
  },
  {
    files: ['tests/**'],
    rules: {
      // A describe is a list of tests, not a function to understand at once.
      'max-lines-per-function': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
