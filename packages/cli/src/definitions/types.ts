import type { CommandDefinition } from './command-definition.ts'

const json = { type: 'boolean', description: 'Print the result as JSON' } as const

export const typesDefinition = {
  name: 'types',
  summary: 'List and search the report types',
  arguments: [
    { name: 'SEARCH', description: 'Words of the name, the title or the group', optional: true, variadic: true },
  ],
  options: {
    api: {
      type: 'string',
      value: 'API',
      choices: ['selling-partner', 'business', 'pay'],
      description: 'Only this API',
    },
    json,
  },
  examples: [
    { description: 'Find the settlement reports', command: 'reportline types settlement' },
    { description: 'List the report types of Amazon Pay', command: 'reportline types --api pay' },
  ],
} as const satisfies CommandDefinition

export const typesShowDefinition = {
  name: 'types show',
  summary: 'Show what is known about a report type',
  description: `Shows how it is requested, its format, its options and its columns, each with what is assumed because no
source says it.`,
  arguments: [{ name: 'TYPE', description: 'The report type' }],
  options: { json },
  examples: [
    { description: 'Show the options and columns', command: 'reportline types show GET_LEDGER_DETAIL_VIEW_DATA' },
  ],
} as const satisfies CommandDefinition
