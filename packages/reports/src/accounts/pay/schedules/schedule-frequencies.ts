import type { ScheduleFrequency as AnyFrequency } from '@reportline/pay-reports-types'

/** The frequencies that Amazon accepts, as ISO 8601 durations. */
export const scheduleFrequencies = [
  'PT5M',
  'PT15M',
  'PT30M',
  'PT1H',
  'PT2H',
  'PT4H',
  'PT8H',
  'PT12H',
  'PT84H',
  'P1D',
  'P2D',
  'P3D',
  'P7D',
  'P14D',
  'P15D',
  'P18D',
  'P30D',
] as const satisfies readonly AnyFrequency[]

/** One of the frequencies that Amazon accepts. */
export type ScheduleFrequency = (typeof scheduleFrequencies)[number]

/** @throws TypeError if the frequency is not one of {@link scheduleFrequencies}. */
export function checkFrequency(frequency: string): ScheduleFrequency {
  const known = scheduleFrequencies.find((one) => one === frequency)
  if (known !== undefined) return known
  const all = scheduleFrequencies.join(', ')
  throw new TypeError(`Unknown \`scheduleFrequency\` ${JSON.stringify(frequency)}. Expected one of: ${all}.`)
}
