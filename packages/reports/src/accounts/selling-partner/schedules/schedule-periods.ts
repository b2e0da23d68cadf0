import type { Period } from '@reportline/selling-partner-reports-types'

/** The periods that Amazon accepts, as ISO 8601 durations. */
export const schedulePeriods = [
  'PT5M',
  'PT15M',
  'PT30M',
  'PT1H',
  'PT2H',
  'PT4H',
  'PT8H',
  'PT12H',
  'P1D',
  'P2D',
  'P3D',
  'PT84H',
  'P7D',
  'P14D',
  'P15D',
  'P18D',
  'P30D',
  'P1M',
] as const satisfies readonly Period[]

/** One of the periods that Amazon accepts. */
export type SchedulePeriod = (typeof schedulePeriods)[number]

/** @throws TypeError if the period is not one of {@link schedulePeriods}. */
export function checkPeriod(period: string): SchedulePeriod {
  const known = schedulePeriods.find((one) => one === period)
  if (known !== undefined) return known
  throw new TypeError(`Unknown \`period\` ${JSON.stringify(period)}. Expected one of: ${schedulePeriods.join(', ')}.`)
}
