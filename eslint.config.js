import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The direction of the house (CONTRIBUTING.md, "What may import what"): each folder names what it must not import.
 * Types may cross where the table says so, since they vanish at run time.
 */
const within = (folder, ...patterns) => ({
  files: [`${folder}/**/*.{ts,tsx}`],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});
const folder = (names, message, more = {}) => ({
  regex: `^(?:\\.\\./)+(?:${names})/`,
  message,
  ...more,
});
/** What would make a pure function impure. */
const outside = {
  regex: '^(?:node:)?(?:https?|http2|net|tls|dgram|dns|fs|fs/promises|child_process|sqlite)$|^(?:better-sqlite3|undici)$',
  message: 'extractors are pure: bytes in, Report out; no network, no files, no database.',
};
const NOTHING_OF_THE_HOUSE = folder('crawlers|db|scripts|data|test', 'extractors/ imports nothing of crawlers/, db/, data/ or scripts/.');
const POOL = ['extractors/pool.ts', 'extractors/worker*.ts'];

export default defineConfig(
  globalIgnores(['node_modules/', 'data/archive/', 'data/out/', 'coverage/']),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      // `noUncheckedIndexedAccess` makes every index access possibly undefined; where a loop bound proves otherwise, `!` says so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An empty function is a deliberate "do nothing" here (a progress display that is off).
      '@typescript-eslint/no-empty-function': 'off',
      // "Returns false to refuse, else nothing" is a contract that `void | false` states well.
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.strict],
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'max-lines': ['error', { max: 400 }] },
  },

  within(
    'crawlers',
    folder(
      'extractors(?!/formats/(?:encoding|sniff)\\.ts$)|db|scripts|test',
      'crawlers/ knows portals and bytes; of the house it imports data/ (the registry), and how extractors/ tell encodings and formats.',
    ),
  ),
  // The replica writes reports, so it knows the form.
  within(
    'crawlers/replica',
    folder('db|scripts|test', 'crawlers/replica/ imports data/, crawlers/, extractors/forms/ and extractors/formats/.'),
    folder('extractors(?!/f)', 'of extractors/, crawlers/replica/ imports forms/ and formats/, and types.', { allowTypeImports: true }),
  ),
  within('extractors', NOTHING_OF_THE_HOUSE, outside),
  {
    // The pool runs threads, loads their code and watches the clock; what it runs stays pure.
    files: POOL,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [NOTHING_OF_THE_HOUSE] }] },
  },
  {
    files: ['extractors/**/*.ts'],
    ignores: POOL,
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: 'extractors have no clock.' },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'extractors have no clock.' },
        { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'extractors are deterministic.' },
      ],
    },
  },
  within(
    'db',
    folder('crawlers|scripts|test', 'db/ imports extractors/ for types and form editions, nothing else of the house.'),
    folder('data', 'db/ takes agency records as arguments; of data/ it may import types.', { allowTypeImports: true }),
    {
      // Identities over two years are evaluated by the very function that evaluates those within one report.
      regex: '^(?:\\.\\./)+extractors/(?!forms/|checks\\.ts|narrative/facts/indicators/)',
      message: 'db/ imports extractors/ for types, form editions, the indicators of the prose and the evaluation of identities only.',
      allowTypeImports: true,
    },
  ),
  within(
    'explorer',
    folder('crawlers|scripts|test|data', 'explorer/ shows what db/ holds; documents are given to it as functions.'),
    folder('extractors', 'explorer/ takes types of extractors/ alone; what it shows stands in db/.', { allowTypeImports: true }),
  ),
  within(
    'data',
    folder('crawlers|db|scripts|test', 'data/ is imported by others; it imports types of extractors/ alone.'),
    folder('extractors', 'data/ imports types of extractors/ alone.', { allowTypeImports: true }),
  ),
  within('scripts', folder('test', 'commands do not depend on tests.')),
  {
    // The bench measures forged documents and shares its loads with the tests.
    files: ['scripts/bench.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
);
