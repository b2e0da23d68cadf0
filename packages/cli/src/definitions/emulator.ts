import type { CommandDefinition } from './command-definition.ts'

export const emulatorDefinition = {
  name: 'emulator',
  summary: 'Run a local Amazon to develop and test against',
  description: `Runs Login with Amazon, the report APIs for selling partners, Amazon Business and Amazon Pay, notifications
and the report documents on one port. Prints its address and made-up credentials, and runs until Ctrl-C or SIGTERM.

Amazon Pay’s own SDKs support only https: add --https. The output says where to find the certificate, which clients must
trust, and the private key for Amazon Pay. Both files are deleted when the command ends. For programs, --json prints one
line that contains them as PEM.`,
  options: {
    port: { type: 'string', value: 'PORT', description: 'Port to listen on (default: 0, any free port)' },
    host: {
      type: 'string',
      value: 'ADDRESS',
      description: 'Address to listen on; with 0.0.0.0, other machines can call the emulator (default: 127.0.0.1)',
    },
    'public-url': {
      type: 'string',
      value: 'URL',
      description: 'URL that other machines use, like http://emulator:4500 in a container network (default: none)',
    },
    'control-token': {
      type: 'string',
      value: 'TOKEN',
      description: 'Token with which other machines move its clock and add fixtures (default: a random one)',
    },
    https: { type: 'boolean', description: 'Listen with https as well, with a generated certificate' },
    'https-port': {
      type: 'string',
      value: 'PORT',
      description: 'Port for https, implies --https (default: any free port)',
    },
    'in-queue': {
      type: 'string',
      value: 'DURATION',
      description: 'Time a report spends IN_QUEUE, like 500ms, 5s or 2m (default: 5s)',
    },
    'in-progress': {
      type: 'string',
      value: 'DURATION',
      description: 'Time a report spends IN_PROGRESS (default: 6s)',
    },
    now: {
      type: 'string',
      value: 'TIME',
      description: 'Initial time of its clock, like 2026-03-04T12:00:00Z (default: the current time)',
    },
    'sqs-endpoint': {
      type: 'string',
      value: 'URL',
      description: 'Endpoint of the queues for notifications, needs @aws-sdk/client-sqs (default: none)',
    },
    json: { type: 'boolean', description: 'Print one line of JSON' },
  },
  examples: [
    { description: 'Listen on a port of your choice', command: 'reportline emulator --port 4500' },
    { description: 'Listen with https as well', command: 'reportline emulator --https' },
  ],
} as const satisfies CommandDefinition
