import type { CommandDefinition } from './command-definition.ts'
import { accountOptions, outputOptions } from './shared-options.ts'

const { json, quiet } = outputOptions

/** Which account of the configuration a command writes. */
const targetOptions = {
  profile: {
    type: 'string',
    value: 'NAME',
    description: 'Profile of the configuration file (default: its default profile, or default)',
    group: 'Account',
  },
  account: {
    type: 'string',
    value: 'NAME',
    description: 'Name of the account in the profile (default: its region, or its API and region)',
    group: 'Account',
  },
  region: { type: 'string', value: 'REGION', description: 'Region: na, eu, fe or jp', group: 'Account' },
} as const satisfies CommandDefinition['options']

export const initDefinition = {
  name: 'init',
  summary: 'Add an account to the configuration, and try it',
  description: `Asks for what the options and the environment do not answer. Secrets are never options, because other users
can see the options of a command. Those that you enter are written to files that only you can read; of those in the
environment, only the name of the variable is written. At the end, one call that changes nothing tries the account.`,
  options: {
    api: {
      type: 'string',
      value: 'API',
      choices: ['selling-partner', 'business', 'pay'],
      description: 'API of the account (default: selling-partner)',
      group: 'Account',
    },
    ...targetOptions,
    'client-id': {
      type: 'string',
      value: 'ID',
      description: 'Client id of the application (default: LWA_CLIENT_ID)',
      group: 'Account',
    },
    'public-key-id': {
      type: 'string',
      value: 'ID',
      description: 'Public key id of Amazon Pay (default: AMAZON_PAY_PUBLIC_KEY_ID)',
      group: 'Account',
    },
    environment: {
      type: 'string',
      value: 'NAME',
      choices: ['live', 'sandbox'],
      description: 'Environment of Amazon Pay, if the public key id does not start with it',
      group: 'Account',
    },
    endpoint: accountOptions.endpoint,
    json,
    quiet,
  },
  examples: [
    { description: 'Add an account, step by step', command: 'reportline init' },
    {
      description: 'Use the credentials in LWA_CLIENT_ID, LWA_CLIENT_SECRET and LWA_REFRESH_TOKEN, without questions',
      command: 'reportline init --profile shop --region eu',
    },
  ],
} as const satisfies CommandDefinition

export const loginDefinition = {
  name: 'login',
  summary: 'Authorize your application, and store the refresh token',
  description: `Opens Amazon's consent page. Amazon then redirects the browser to the redirect URI of your application with
a code, which is exchanged for a refresh token. The token is written to a file next to the configuration, which only you can
read.

If the redirect URI is on this machine, such as http://localhost:8400/, the command receives the redirect itself. Otherwise,
and over ssh, paste the URL that the browser shows at the end. Seller Central accepts only redirect URIs with https.`,
  options: {
    api: {
      type: 'string',
      value: 'API',
      choices: ['selling-partner', 'business'],
      description: 'API of the account (default: selling-partner)',
      group: 'Account',
    },
    ...targetOptions,
    marketplace: {
      type: 'string',
      short: 'm',
      value: 'CODE',
      description: 'Marketplace whose consent page opens, such as DE. It determines the region',
      group: 'Account',
    },
    'application-id': {
      type: 'string',
      value: 'ID',
      description: 'Id of the application, such as amzn1.sp.solution.…; stored for the next login',
      group: 'Consent',
    },
    'redirect-uri': {
      type: 'string',
      value: 'URI',
      description: 'A redirect URI of the application (default: http://localhost:8400/)',
      group: 'Consent',
    },
    draft: { type: 'boolean', description: 'The application is a draft', group: 'Consent' },
    'no-browser': { type: 'boolean', description: 'Print the URL instead of opening it', group: 'Consent' },
    endpoint: accountOptions.endpoint,
    json,
    quiet,
  },
  examples: [
    {
      description: 'Authorize an application for a seller in Germany',
      command:
        'reportline login --marketplace DE --application-id amzn1.sp.solution.12345678 --redirect-uri https://example.com/',
    },
    { description: 'Renew the consent, over ssh', command: 'reportline login --region eu --no-browser' },
  ],
} as const satisfies CommandDefinition

export const doctorDefinition = {
  name: 'doctor',
  summary: 'Check the credentials, the roles, the clock, the ledger and this machine',
  description: `Prints a line for each check, and what to do about each problem. Its API calls change nothing. The exit code
is 4 if Amazon refuses an account, and 1 if there is another problem.`,
  options: {
    queue: {
      type: 'string',
      value: 'URL',
      description: 'SQS queue of notifications, whose policy is checked too',
      group: 'Checks',
    },
    'sqs-endpoint': {
      type: 'string',
      value: 'URL',
      description: 'Endpoint of SQS to use instead of that of AWS',
      group: 'Checks',
    },
    ...accountOptions,
    json,
  },
  examples: [
    { description: 'Check everything', command: 'reportline doctor --emulator' },
    { description: 'Check one account, as JSON', command: 'reportline doctor --account eu --json --emulator' },
  ],
} as const satisfies CommandDefinition
