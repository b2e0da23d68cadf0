/** `YYYYMMDDTHHMMSSZ`, and the extended format `YYYY-MM-DDTHH:MM:SSZ` that Amazon's Node SDK sends. */
const formats = /^(\d{4})(-?)(\d{2})\2(\d{2})T(\d{2})(:?)(\d{2})\6(\d{2})Z$/

/**
 * Formats a time as `YYYYMMDDTHHMMSSZ`, which Amazon Pay accepts everywhere. Fractions of a second are cut off.
 *
 * @param time A Date, or milliseconds since 1970.
 * @throws TypeError if the time is invalid or not in the years 0 to 9999
 */
export function formatPayDate(time: Date | number): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime()))
    throw new TypeError('The date is invalid. Expected a Date or milliseconds since 1970.')
  const text = date.toISOString()
  if (text.length !== 24) throw new TypeError('The date is invalid: its year must be between 0 and 9999.')
  return `${text.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/**
 * Parses the header `x-amz-pay-date` in its basic or extended format.
 *
 * @returns Milliseconds since 1970.
 * @throws TypeError if the format is different or the date does not exist
 */
export function parsePayDate(text: string): number {
  const [, year, , month, day, hour, , minute, second] = formats.exec(text) ?? []
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const time = Date.parse(iso)
  // Date.parse accepts the 31st of every month. Formatting the result shows whether the day exists.
  if (!Number.isNaN(time) && new Date(time).toISOString() === iso) return time
  throw new TypeError(`x-amz-pay-date must be a time like 20260304T120000Z, not ${JSON.stringify(text.slice(0, 40))}`)
}
