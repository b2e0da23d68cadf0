import { cpus, totalmem } from 'node:os'

/** What it was measured on. */
export function machine(): Readonly<Record<string, unknown>> {
  const [cpu] = cpus()
  return {
    measuredAt: new Date().toISOString(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpu?.model.trim(),
    cpus: cpus().length,
    memory: totalmem(),
  }
}
