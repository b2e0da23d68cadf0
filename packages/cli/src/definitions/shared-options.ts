import type { OptionDefinition } from './command-definition.ts'

/** Options of commands that print a result. */
export const outputOptions = {
  json: { type: 'boolean', description: 'Print the result as JSON', group: 'Output' },
  quiet: { type: 'boolean', short: 'q', description: 'Print no progress and no notes', group: 'Output' },
  verbose: { type: 'boolean', short: 'v', description: 'Print each step and each warning in full', group: 'Output' },
  debug: { type: 'boolean', description: 'Print each API call, without secrets', group: 'Output' },
} as const satisfies Record<string, OptionDefinition>

/** Options of commands that call Amazon. */
export const accountOptions = {
  profile: { type: 'string', value: 'NAME', description: 'Profile of the configuration file', group: 'Account' },
  account: {
    type: 'string',
    value: 'NAME',
    description: 'Account of the profile, if several can serve the request',
    group: 'Account',
  },
  region: {
    type: 'string',
    value: 'REGION',
    description: 'Region of credentials in the environment: na, eu, fe or jp',
    group: 'Account',
  },
  endpoint: {
    type: 'string',
    value: 'URL',
    description: 'Base URL to use instead of Amazon’s, such as that of an emulator',
    group: 'Account',
  },
  emulator: { type: 'boolean', description: 'Start an emulator for this call, and use it', group: 'Account' },
  sandbox: { type: 'boolean', description: 'Use Amazon’s sandbox', group: 'Account' },
  ledger: {
    type: 'string',
    value: 'FILE',
    description: 'File of jobs and rate limits, shared by all processes that use it',
    group: 'Account',
  },
} as const satisfies Record<string, OptionDefinition>

/** Options of commands that write the rows of a document. */
export const documentOptions = {
  format: {
    type: 'string',
    value: 'FORMAT',
    choices: ['table', 'csv', 'tsv', 'jsonl', 'json', 'parquet', 'raw'],
    description: 'Format of the result (default: by the name of --output, table on a terminal, else csv or jsonl)',
    group: 'Rows',
  },
  output: {
    type: 'string',
    short: 'o',
    value: 'FILE',
    description: 'Write to this file, which appears once it is complete; or to this folder',
    group: 'Rows',
  },
  columns: { type: 'list', value: 'NAMES', description: 'Only these columns, in this order', group: 'Rows' },
  types: {
    type: 'boolean',
    description: 'Convert numbers, amounts and times by the column types of the catalogue',
    group: 'Rows',
  },
  'drop-personal': {
    type: 'boolean',
    description: 'Omit columns with personal data; fail if it is not certain which they are',
    group: 'Rows',
  },
  charset: {
    type: 'string',
    value: 'NAME',
    description: 'Charset of the document, if it is not detected',
    group: 'Rows',
  },
  'decimal-mark': {
    type: 'string',
    value: 'MARK',
    choices: ['auto', 'point', 'comma'],
    description: 'With --types, convert amounts to exact decimals with a point',
    group: 'Rows',
  },
} as const satisfies Record<string, OptionDefinition>
