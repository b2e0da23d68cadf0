import type { CommandDefinition } from './command-definition.ts'
import { accountOptions, documentOptions, outputOptions } from './shared-options.ts'

export const requestOptions = {
  marketplace: {
    type: 'list',
    short: 'm',
    value: 'CODES',
    description: 'Marketplaces, such as US,DE; they choose the accounts',
    group: 'Request',
  },
  from: { type: 'string', value: 'TIME', description: 'Start of the data, such as 2026-11-01', group: 'Request' },
  to: { type: 'string', value: 'TIME', description: 'End of the data, exclusive (default: now)', group: 'Request' },
  timezone: {
    type: 'string',
    value: 'ZONE',
    description: 'Time zone of --from and --to, such as Europe/Berlin (default: UTC)',
    group: 'Request',
  },
  option: {
    type: 'list',
    value: 'NAME=VALUE',
    description: 'Report options, as Amazon documents them; see: reportline types show TYPE',
    group: 'Request',
  },
  override: {
    type: 'boolean',
    description: 'Send the request even if the catalogue says that Amazon refuses it',
    group: 'Request',
  },
} as const satisfies CommandDefinition['options']

export const runDefinition = {
  name: 'run',
  summary: 'Request a report, wait for it, and print or save its rows',
  description: `Rows go to stdout or to a file, everything else to stderr. If the same report was requested already, for
example by a command that was interrupted, its report is used instead of another one.

Requests of several regions, or of windows that are too long for one report, become several reports. Pass a folder to
--output for these, or --format jsonl.`,
  arguments: [{ name: 'TYPE', description: 'The report type. Find it with: reportline types' }],
  options: {
    ...requestOptions,
    'max-age': {
      type: 'string',
      value: 'DURATION',
      description: 'Reuse the document of the same request if it is younger, such as 6h',
      group: 'Request',
    },
    timeout: {
      type: 'string',
      value: 'DURATION',
      description: 'Stop waiting after this time, such as 30m',
      group: 'Request',
    },
    'dry-run': {
      type: 'boolean',
      description: 'Print the reports that would be requested; send nothing',
      group: 'Request',
    },
    ...documentOptions,
    ...accountOptions,
    ...outputOptions,
  },
  examples: [
    {
      description: 'Try it without an account, with a local emulator',
      command: 'reportline run GET_MERCHANT_LISTINGS_ALL_DATA --marketplace DE --emulator',
    },
    {
      description: 'Save the orders of two weeks as CSV',
      command:
        'reportline run GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL -m US --from 2026-11-01 --to 2026-11-15 -o orders.csv --emulator',
    },
    {
      description: 'Print two columns as JSON lines',
      command:
        'reportline run GET_MERCHANT_LISTINGS_ALL_DATA -m DE --columns seller-sku,price --format jsonl --emulator',
    },
  ],
} as const satisfies CommandDefinition
