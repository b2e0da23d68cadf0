import type { CommandDefinition } from './command-definition.ts'
import { accountOptions, outputOptions } from './shared-options.ts'

export const apiDefinition = {
  name: 'api',
  summary: 'Call any operation of an API, and print the response',
  description: `Sends one request with the credentials of an account, and prints the body of the response. Operations of the
report APIs count against the rate limits that all processes of this machine share. Other operations, such as those of Orders,
are called without a rate limit. The request is sent as it is: a POST creates something.`,
  arguments: [
    { name: 'METHOD', description: 'The HTTP method, such as GET' },
    { name: 'PATH', description: 'The path as in Amazon’s documentation, such as /reports/2021-06-30/reports' },
  ],
  options: {
    query: {
      type: 'list',
      value: 'NAME=VALUE',
      description: 'Parameters of the query; the values of a list are separated by commas',
      group: 'Request',
    },
    body: {
      type: 'string',
      value: 'FILE',
      description: 'File with the body as JSON, or - for standard input',
      group: 'Request',
    },
    include: { type: 'boolean', description: 'Print the status and the headers before the body', group: 'Output' },
    ...accountOptions,
    ...outputOptions,
    json: { type: 'boolean', description: 'Print status, headers and body as one JSON object', group: 'Output' },
  },
  examples: [
    {
      description: 'List reports',
      command:
        'reportline api GET /reports/2021-06-30/reports --query reportTypes=GET_MERCHANT_LISTINGS_ALL_DATA --account eu --emulator',
    },
    {
      description: 'Call Amazon Pay, and show the headers of the response',
      command: 'reportline api GET /v2/reports --account pay --include --emulator',
    },
    {
      description: 'Send a body',
      command: 'reportline api POST /reports/2021-06-30/reports --body request.json --account eu',
    },
  ],
} as const satisfies CommandDefinition
