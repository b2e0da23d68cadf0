import type { CommandDefinition } from './command-definition.ts'
import { accountOptions, outputOptions } from './shared-options.ts'

export const invoicesDefinition = {
  name: 'invoices',
  summary: 'Save invoices of Amazon Business as PDF files',
  description: `Requests invoices by their ids, and saves each as a PDF file named after its id. Amazon accepts one request
every ten seconds after the first 15. Invoices whose file exists are skipped, so a command that was interrupted or partly
failed can be run again.

A file can be CSV with a header, JSON lines, or a list of ids. Its fields are invoiceId and documentType; or orderId with
orderLineItemId and shipmentId; or orderId for the summary of an order in North America. A field marketplace overrides
--marketplace. Other fields are ignored.`,
  arguments: [
    {
      name: 'FILE|ID',
      description: 'A file, - for standard input, or the ids of invoices',
      variadic: true,
    },
  ],
  options: {
    marketplace: {
      type: 'string',
      short: 'm',
      value: 'CODE',
      description: 'The marketplace of the invoices, such as DE',
      group: 'Request',
    },
    'document-type': {
      type: 'string',
      value: 'TYPE',
      choices: ['Invoice', 'Credits'],
      description: 'For invoices whose entry does not say (default: Invoice)',
      group: 'Request',
    },
    output: {
      type: 'string',
      short: 'o',
      value: 'FOLDER',
      description: 'The folder of the PDF files (default: invoices)',
      group: 'Output',
    },
    ...accountOptions,
    ...outputOptions,
  },
  examples: [
    { description: 'Save two invoices', command: 'reportline invoices DE-2026-00017 DE-2026-00018 -m DE --emulator' },
    {
      description: 'Save the invoices of a list',
      command: 'reportline invoices invoices.csv -m DE -o invoices/',
    },
  ],
} as const satisfies CommandDefinition
