import type { ScheduleFrequency as AnyFrequency } from '@reportline/pay-reports-types'

/** How often a schedule can create a report, as ISO 8601 durations. */
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

/** One of the frequencies that Amazon takes. */
export type ScheduleFrequency = (typeof scheduleFrequencies)[number]

/** @throws TypeError with the list of those that exist. */
export function checkFrequency(frequency: string): ScheduleFrequency {
  const known = scheduleFrequencies.find((one) => one === frequency)
  if (known !== undefined) return known
  const all = scheduleFrequencies.join(', ')
  throw new TypeError(
    `scheduleFrequency is ${JSON.stringify(frequency)}, which does not exist. It must be one of ${all}`,
  )
}
