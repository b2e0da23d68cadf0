import type { CommandDefinition } from './command-definition.ts'
import { accountOptions, outputOptions } from './shared-options.ts'

const { json } = outputOptions
const { ledger } = accountOptions

/** What became of a job. `failed` and `discarded` jobs have no report. */
export const jobStatuses = [
  'creating',
  'waiting',
  'done',
  'cancelled',
  'fatal',
  'failed',
  'discarded',
] as const satisfies readonly string[]

const jobArgument = { name: 'JOB', description: 'The id of a job, or its first characters' } as const

export const jobsListDefinition = {
  name: 'jobs list',
  summary: 'List the reports that this machine has requested',
  description: `Lists the jobs of the ledger, the newest first. A job is one request for a report. The command sends nothing
and needs no account.`,
  options: {
    status: {
      type: 'list',
      value: 'STATUSES',
      choices: jobStatuses,
      description: 'Only jobs with one of these statuses, such as creating,waiting',
    },
    type: { type: 'list', value: 'TYPES', description: 'Only these report types' },
    account: { type: 'list', value: 'NAMES', description: 'Only these accounts' },
    limit: { type: 'string', value: 'COUNT', description: 'Maximum number of jobs (default: 50)' },
    ledger,
    json,
  },
  examples: [
    { description: 'List the newest jobs', command: 'reportline jobs list' },
    { description: 'List the jobs that are not finished', command: 'reportline jobs list --status creating,waiting' },
  ],
} as const satisfies CommandDefinition

export const jobsShowDefinition = {
  name: 'jobs show',
  summary: 'Show everything that is known about a job',
  arguments: [jobArgument],
  options: { ledger, json },
  examples: [{ description: 'Show a job by the start of its id', command: 'reportline jobs show 6f1c0a52' }],
} as const satisfies CommandDefinition

export const jobsDiscardDefinition = {
  name: 'jobs discard',
  summary: 'Give up jobs, so that the same reports can be requested again',
  description: `Ends unfinished jobs, for example those whose outcome stays unknown. Nothing is sent to Amazon: a report that
was created stays there. A job that another process works on is not discarded.`,
  arguments: [{ ...jobArgument, variadic: true }],
  options: { ...accountOptions, json },
  examples: [{ description: 'Discard a job', command: 'reportline jobs discard 6f1c0a52' }],
} as const satisfies CommandDefinition

export const jobsPruneDefinition = {
  name: 'jobs prune',
  summary: 'Delete old jobs from the ledger',
  description: `Deletes finished jobs whose results were delivered, with their histories, and forgets which reports were
collected before then. Jobs are also deleted automatically after 90 days. If you delete them earlier, reportline collect
delivers reports again that Amazon still lists.`,
  options: {
    'older-than': {
      type: 'string',
      value: 'DURATION',
      description: 'Only jobs that finished longer ago, such as 180d (default: 90d)',
    },
    ledger,
    json,
  },
  examples: [
    { description: 'Delete jobs that finished more than 90 days ago', command: 'reportline jobs prune' },
    {
      description: 'Delete jobs that finished more than a year ago',
      command: 'reportline jobs prune --older-than 365d',
    },
  ],
} as const satisfies CommandDefinition

export const logsDefinition = {
  name: 'logs',
  summary: 'Show the history of a job',
  description: `Shows what happened to a job, step by step: when it was requested, each poll, and how it ended. The history
contains no credentials and no URLs. It is kept for 90 days.`,
  arguments: [jobArgument],
  options: { ledger, json },
  examples: [{ description: 'Show the history of a job', command: 'reportline logs 6f1c0a52' }],
} as const satisfies CommandDefinition
