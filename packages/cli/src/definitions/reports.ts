import type { CommandDefinition } from './command-definition.ts'
import { accountOptions, documentOptions, outputOptions } from './shared-options.ts'

/** The statuses of reports of all APIs, by the names of the Selling Partner API. */
export const reportStatuses = [
  'in-queue',
  'in-progress',
  'done',
  'cancelled',
  'fatal',
] as const satisfies readonly string[]

const marketplace = {
  type: 'list',
  short: 'm',
  value: 'CODES',
  description: 'Marketplaces, such as US,DE; they choose the accounts',
  group: 'Filter',
} as const

const since = {
  type: 'string',
  value: 'TIME',
  description: 'Only reports created since then: a date, a time, or an age such as 7d (default: 90d)',
  group: 'Filter',
} as const

/** For a report that is known by its id, which does not tell its account. */
const idOptions = { marketplace: { ...marketplace, group: 'Account' }, ...accountOptions, ...outputOptions } as const

export const reportsListDefinition = {
  name: 'reports list',
  summary: 'List the reports at Amazon, whatever created them',
  description: `Lists reports of some types that were created in the last 90 days: by this command, by other applications,
by schedules, and by Amazon itself. Amazon cannot list reports of all types, and it can list reports about once a minute.`,
  arguments: [{ name: 'TYPE', description: 'The report types. Find them with: reportline types', variadic: true }],
  options: {
    status: {
      type: 'list',
      value: 'STATUSES',
      choices: reportStatuses,
      description: 'Only reports with one of these statuses',
      group: 'Filter',
    },
    since,
    marketplace,
    limit: {
      type: 'string',
      value: 'COUNT',
      description: 'Maximum number of reports per account (default: 100)',
      group: 'Filter',
    },
    ...accountOptions,
    ...outputOptions,
  },
  examples: [
    {
      description: 'List the settlement reports of a marketplace',
      command: 'reportline reports list GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2 -m DE --emulator',
    },
    {
      description: 'List what is being created',
      command: 'reportline reports list GET_MERCHANT_LISTINGS_ALL_DATA --status in-queue,in-progress -m DE --emulator',
    },
  ],
} as const satisfies CommandDefinition

export const reportsGetDefinition = {
  name: 'reports get',
  summary: 'Show a report at Amazon',
  description: 'If the report is done, its document can be read with: reportline documents get',
  arguments: [{ name: 'ID', description: 'The id of the report' }],
  options: idOptions,
  examples: [
    {
      description: 'Show a report as JSON',
      command: 'reportline reports get 50010020000 --account eu --json --emulator',
    },
  ],
} as const satisfies CommandDefinition

export const reportsCancelDefinition = {
  name: 'reports cancel',
  summary: 'Cancel reports that are still in the queue',
  description: 'Amazon Pay has no call that cancels a report.',
  arguments: [{ name: 'ID', description: 'The ids of the reports', variadic: true }],
  options: idOptions,
  examples: [
    { description: 'Cancel a report', command: 'reportline reports cancel 50011020000 --account eu --emulator' },
  ],
} as const satisfies CommandDefinition

export const documentsGetDefinition = {
  name: 'documents get',
  summary: 'Download a document by its id',
  description: `Prints or saves a document that is known by its id, for example from reportline reports get. The type
determines the format and the charset, and whether the document requires a restricted data token.`,
  arguments: [{ name: 'ID', description: 'The id of the document' }],
  options: {
    type: { type: 'string', value: 'TYPE', description: 'The type of its report', group: 'Document' },
    marketplace: { ...marketplace, description: 'The marketplaces of its report', group: 'Document' },
    ...documentOptions,
    ...accountOptions,
    ...outputOptions,
  },
  examples: [
    {
      description: 'Save a document as CSV',
      command:
        'reportline documents get amzn1.spdoc.1.settlement --type GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2 -m DE -o settlement.csv --emulator',
    },
  ],
} as const satisfies CommandDefinition

export const collectDefinition = {
  name: 'collect',
  summary: 'Save the finished reports that were not collected before',
  description: `Finds reports that this command did not request: settlement reports, which Amazon creates itself, and those
of schedules and of other applications. Saves each report once, the oldest first. The ledger remembers which reports were
saved; a report that could not be saved is collected again.`,
  arguments: [{ name: 'TYPE', description: 'The report types. Find them with: reportline types', variadic: true }],
  options: { since, marketplace, ...documentOptions, ...accountOptions, ...outputOptions },
  examples: [
    {
      description: 'Save the new settlement reports as they are',
      command:
        'reportline collect GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2 -m DE -o settlements/ --format raw --emulator',
    },
  ],
} as const satisfies CommandDefinition

export const settlementsDefinition = {
  name: 'settlements',
  summary: 'List what Amazon paid out, from the settlement reports',
  description: `Reads the settlement reports of the Selling Partner API and of Amazon Pay. Prints one line per settlement:
its period, the payout, and whether the amounts of its rows add up. Amazon Pay states no payout. --output saves the rows
of each settlement too.`,
  options: { since, marketplace, ...documentOptions, ...accountOptions, ...outputOptions },
  examples: [
    { description: 'List the settlements of a marketplace', command: 'reportline settlements -m DE --emulator' },
    {
      description: 'List the settlements of Amazon Pay, and save their rows',
      command: 'reportline settlements --account pay --since 30d -o settlements/ --format csv --emulator',
    },
  ],
} as const satisfies CommandDefinition
