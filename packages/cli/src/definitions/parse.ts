import type { CommandDefinition } from './command-definition.ts'
import { documentOptions, outputOptions } from './shared-options.ts'

export const parseDefinition = {
  name: 'parse',
  summary: 'Read a report file that you already have',
  description: `Reads a file that was downloaded from Seller Central or saved before, compressed or not, with the same
readers as a downloaded report. Works offline and needs no account. The type determines the format, and with the
marketplace the charset.`,
  arguments: [{ name: 'FILE', description: 'The file, or - for standard input' }],
  options: {
    type: { type: 'string', value: 'TYPE', description: 'The report type', group: 'Document' },
    marketplace: {
      type: 'string',
      short: 'm',
      value: 'CODE',
      description: 'The marketplace, such as DE',
      group: 'Document',
    },
    ...documentOptions,
    ...outputOptions,
  },
  examples: [
    {
      description: 'Convert a listings file to CSV in UTF-8',
      command: 'reportline parse listings.txt --type GET_MERCHANT_LISTINGS_ALL_DATA -m DE -o listings.csv',
    },
    { description: 'Read from another program', command: 'gunzip -c orders.gz | reportline parse - --format jsonl' },
  ],
} as const satisfies CommandDefinition
