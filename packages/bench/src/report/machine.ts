import { cpus, totalmem } from 'node:os'

/** Describes the machine and the time of the measurement. */
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
