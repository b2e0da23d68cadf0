import { readFileSync } from 'node:fs'

/**
 * Returns the peak memory of this process in bytes. On Linux it is read from `/proc`, because `maxRSS` there includes the
 * memory of the parent process at the start of this one.
 */
export function peakMemory(): number {
  return linuxPeak() ?? process.resourceUsage().maxRSS * 1024
}

function linuxPeak(): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    return undefined
  }
}
