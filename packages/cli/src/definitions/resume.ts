import type { CommandDefinition } from './command-definition.ts'
import { accountOptions, documentOptions, outputOptions } from './shared-options.ts'

export const resumeDefinition = {
  name: 'resume',
  summary: 'Continue jobs that were interrupted',
  description: `Without an id, continues every unfinished job of the accounts, and delivers results that were not
delivered. Jobs that another process works on are left alone. With several results, pass a folder to --output.`,
  arguments: [
    {
      name: 'JOB',
      description: 'Ids of jobs, or their first characters. Find them with: reportline jobs list',
      optional: true,
      variadic: true,
    },
  ],
  options: { ...documentOptions, ...accountOptions, ...outputOptions },
  examples: [
    { description: 'Continue everything and save the results', command: 'reportline resume -o reports/' },
    {
      description: 'Continue one job',
      command: 'reportline resume 6f1c0a52-5f0e-4d55-9a3c-0d3f3f1f6a11 -o orders.csv',
    },
  ],
} as const satisfies CommandDefinition
