import type { CommandDefinition } from './command-definition.ts'
import { accountOptions, outputOptions } from './shared-options.ts'

const marketplace = {
  type: 'list',
  short: 'm',
  value: 'CODES',
  description: 'Marketplaces, such as US,DE; they choose the accounts',
  group: 'Account',
} as const

const prune = {
  type: 'boolean',
  description: 'Cancel schedules that are not in the file',
  group: 'Changes',
} as const

export const schedulesListDefinition = {
  name: 'schedules list',
  summary: 'List the schedules at Amazon',
  description: `Amazon lists schedules of the Selling Partner API only by report type. Without a type, all types of the
catalogue that can be scheduled are listed.`,
  arguments: [{ name: 'TYPE', description: 'Only these report types', optional: true, variadic: true }],
  options: { marketplace, ...accountOptions, ...outputOptions },
  examples: [
    {
      description: 'List the schedules of a report type',
      command: 'reportline schedules list GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE -m DE --emulator',
    },
    { description: 'List all schedules of Amazon Pay', command: 'reportline schedules list --account pay --emulator' },
  ],
} as const satisfies CommandDefinition

export const schedulesPlanDefinition = {
  name: 'schedules plan',
  summary: 'Show what would change to match a file of schedules',
  description: `Compares the file with the schedules at Amazon, and changes nothing. The plan can be saved, reviewed, and
applied later.

Only report types in the file are compared in the Selling Partner API, because Amazon lists schedules by type.`,
  arguments: [{ name: 'FILE', description: 'A YAML file. Its JSON schema: reportline schedules schema' }],
  options: {
    prune,
    output: { type: 'string', short: 'o', value: 'FILE', description: 'Save the plan as JSON', group: 'Output' },
    ...accountOptions,
    ...outputOptions,
  },
  examples: [
    { description: 'Show what would change', command: 'reportline schedules plan schedules.yaml --emulator' },
    {
      description: 'Save the plan, to apply it later',
      command: 'reportline schedules plan schedules.yaml --prune -o plan.json --emulator',
    },
  ],
} as const satisfies CommandDefinition

export const schedulesApplyDefinition = {
  name: 'schedules apply',
  summary: 'Create, replace and cancel schedules to match a file',
  description: `Shows the plan, and asks before it changes anything. Without a terminal, --yes is required. Applying the
same file again changes nothing. A saved plan is applied only if the schedules have not changed since.`,
  arguments: [{ name: 'FILE', description: 'A YAML file of schedules, or a plan saved as JSON' }],
  options: {
    prune,
    yes: { type: 'boolean', short: 'y', description: 'Do not ask', group: 'Changes' },
    ...accountOptions,
    ...outputOptions,
  },
  examples: [
    {
      description: 'Apply a file without asking',
      command: 'reportline schedules apply schedules.yaml --yes --emulator',
    },
    { description: 'Apply a saved plan', command: 'reportline schedules apply plan.json --yes' },
  ],
} as const satisfies CommandDefinition

export const schedulesCancelDefinition = {
  name: 'schedules cancel',
  summary: 'Cancel schedules',
  description: 'Reports that the schedules have created are kept.',
  arguments: [{ name: 'ID', description: 'The ids of the schedules', variadic: true }],
  options: { marketplace, ...accountOptions, ...outputOptions },
  examples: [
    { description: 'Cancel a schedule', command: 'reportline schedules cancel 50012020000 --account eu --emulator' },
  ],
} as const satisfies CommandDefinition

export const schedulesSchemaDefinition = {
  name: 'schedules schema',
  summary: 'Print the JSON schema of the file, for completion in editors',
  description: `Save it next to the file, whose first line is: # yaml-language-server: $schema=schedules.schema.json`,
  options: {},
  examples: [{ description: 'Save the schema', command: 'reportline schedules schema > schedules.schema.json' }],
} as const satisfies CommandDefinition
