import type { CommandDefinition } from './command-definition.ts'
import { accountOptions, documentOptions, outputOptions } from './shared-options.ts'

const marketplace = {
  type: 'list',
  short: 'm',
  value: 'CODES',
  description: 'Marketplaces, such as US,DE; they choose the account',
  group: 'Account',
} as const

const queue = {
  type: 'string',
  value: 'QUEUE',
  description: 'URL or ARN of a standard queue of Amazon SQS',
  group: 'Queue',
} as const

const sqsEndpoint = {
  type: 'string',
  value: 'URL',
  description: 'Base URL of another service that is compatible with Amazon SQS',
  group: 'Queue',
} as const

const exampleArn = 'arn:aws:sqs:eu-west-1:123456789012:reports'
const exampleUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/reports'

export const notificationsSetupDefinition = {
  name: 'notifications setup',
  summary: 'Have Amazon send a message to a queue when a report is finished',
  description: `Allows Amazon to send to the queue, and creates the destination and the subscription. What exists is kept, so
the command can be repeated.

With the URL of the queue, its policy is changed with your AWS credentials, which requires the package
@aws-sdk/client-sqs. With the ARN, the policy is neither read nor changed.`,
  options: {
    queue: { ...queue, required: true },
    type: {
      type: 'list',
      value: 'TYPES',
      description: 'Only reports of these types; Amazon’s filter has room for about three',
      group: 'Queue',
    },
    'print-commands': {
      type: 'boolean',
      description: 'Print what to run by hand, and change nothing',
      group: 'Queue',
    },
    'sqs-endpoint': sqsEndpoint,
    marketplace,
    ...accountOptions,
    ...outputOptions,
  },
  examples: [
    {
      description: 'Subscribe a queue whose policy allows Amazon to send',
      command: `reportline notifications setup --queue ${exampleArn} --account eu --emulator`,
    },
    {
      description: 'Print the commands for the owner of the queue',
      command: `reportline notifications setup --queue ${exampleUrl} --print-commands`,
    },
  ],
} as const satisfies CommandDefinition

export const notificationsStatusDefinition = {
  name: 'notifications status',
  summary: 'List the subscriptions and their queues',
  options: { marketplace, ...accountOptions, ...outputOptions },
  examples: [
    {
      description: 'List the subscriptions of an account',
      command: 'reportline notifications status --account eu --emulator',
    },
  ],
} as const satisfies CommandDefinition

export const notificationsRemoveDefinition = {
  name: 'notifications remove',
  summary: 'Remove subscriptions and destinations',
  description: `With --queue, removes all subscriptions that send to the queue, and its destination. Ids are listed by
reportline notifications status. The queue and its policy stay unchanged.`,
  options: {
    queue: { ...queue, description: 'URL or ARN of the queue that should receive nothing more' },
    subscription: { type: 'string', value: 'ID', description: 'Only this subscription', group: 'Queue' },
    destination: { type: 'string', value: 'ID', description: 'Only this destination', group: 'Queue' },
    marketplace,
    ...accountOptions,
    ...outputOptions,
  },
  examples: [
    {
      description: 'Send nothing more to a queue',
      command: `reportline notifications remove --queue ${exampleArn} --account eu`,
    },
  ],
} as const satisfies CommandDefinition

export const watchDefinition = {
  name: 'watch',
  summary: 'Wait for finished reports, and save or process each',
  description: `Reads the queue of reportline notifications setup until Ctrl-C, and finishes the current report first. Requires
the package @aws-sdk/client-sqs and AWS credentials. Reports of the types are also listed every 15 minutes, because
notifications can be lost. The ledger remembers which reports were processed.

--exec runs a command of the shell for each report. It receives the report as JSON on stdin, and in the environment:
REPORTLINE_REPORT_ID, REPORTLINE_REPORT_TYPE, REPORTLINE_STATUS, REPORTLINE_ACCOUNT, REPORTLINE_DOCUMENT_ID and, with
--output, REPORTLINE_FILE. If it fails, the message stays in the queue and is received again.`,
  arguments: [{ name: 'TYPE', description: 'Only these report types', optional: true, variadic: true }],
  options: {
    queue: { ...queue, description: 'URL of the queue', required: true },
    exec: { type: 'string', value: 'CMD', description: 'Run this command for each report', group: 'Queue' },
    'sqs-endpoint': sqsEndpoint,
    ...documentOptions,
    output: { ...documentOptions.output, value: 'FOLDER/', description: 'Save each document in this folder' },
    marketplace,
    ...accountOptions,
    ...outputOptions,
  },
  examples: [
    {
      description: 'Save each report as CSV',
      command: `reportline watch GET_MERCHANT_LISTINGS_ALL_DATA --queue ${exampleUrl} -m DE -o reports/ --format csv`,
    },
    {
      description: 'Run a command for each report',
      command: `reportline watch GET_MERCHANT_LISTINGS_ALL_DATA --queue ${exampleUrl} -m DE -o reports/ --exec ./import.sh`,
    },
  ],
} as const satisfies CommandDefinition
