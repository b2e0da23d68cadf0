/** The tasks of child processes. Each imports only what it needs, because its memory is measured. */
export const tasks = {
  serve: async () => (await import('../data/serve.ts')).serve,
  'make-data': async () => (await import('../data/make-data.ts')).makeData,
  'rows-baseline': async () => (await import('../rows/baseline.ts')).baseline,
  'rows-reportline': async () => (await import('../rows/reportline.ts')).reportline,
  'rows-udsv': async () => (await import('../rows/udsv.ts')).udsv,
  'rows-csv-parse': async () => (await import('../rows/csv-parse.ts')).csvParse,
  'rows-papaparse': async () => (await import('../rows/papaparse.ts')).papaparse,
  'rows-amazon-sp-api': async () => (await import('../rows/amazon-sp-api.ts')).amazonSpApi,
  'records-whole': async () => (await import('../records/whole.ts')).whole,
  'records-reportline': async () => (await import('../records/reportline.ts')).reportline,
  'save-reportline': async () => (await import('../save/reportline.ts')).reportline,
  'save-fetch': async () => (await import('../save/fetch-to-file.ts')).fetchToFile,
  calls: async () => (await import('../call/calls.ts')).calls,
  limiter: async () => (await import('../limiter/limiter.ts')).limiter,
  ledger: async () => (await import('../ledger/ledger.ts')).ledger,
  signing: async () => (await import('../signing/signing.ts')).signing,
} satisfies Record<string, () => Promise<(input: never) => Promise<Readonly<Record<string, unknown>>>>>

export type TaskName = keyof typeof tasks

export function isTaskName(name: string): name is TaskName {
  return Object.hasOwn(tasks, name)
}
