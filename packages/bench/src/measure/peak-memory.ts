import { readFileSync } from 'node:fs'

/**
 * The most memory that this process has held, in bytes. Where there is `/proc`, its own account is read: the number that
 * `resourceUsage` gives begins with what the parent held when it started this process.
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
