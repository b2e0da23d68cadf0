/** `YYYYMMDDTHHMMSSZ`, and the extended form `YYYY-MM-DDTHH:MM:SSZ` that Amazon's Node SDK sends. */
const forms = /^(\d{4})(-?)(\d{2})\2(\d{2})T(\d{2})(:?)(\d{2})\6(\d{2})Z$/

/**
 * Writes a time in the form that Amazon Pay takes everywhere: `YYYYMMDDTHHMMSSZ`. Fractions of a second are cut off.
 *
 * @param time A Date, or milliseconds since 1970.
 * @throws TypeError for what is no time, or lies outside the years 0 to 9999.
 */
export function formatPayDate(time: Date | number): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime()))
    throw new TypeError('the date is invalid: a Date or milliseconds since 1970 is needed')
  const text = date.toISOString()
  if (text.length !== 24) throw new TypeError('the date is invalid: its year has more than four digits')
  return `${text.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/**
 * Reads the header `x-amz-pay-date`, in its basic or its extended form.
 *
 * @returns Milliseconds since 1970.
 * @throws TypeError for anything else, and for days and hours that do not exist.
 */
export function parsePayDate(text: string): number {
  const [, year, , month, day, hour, , minute, second] = forms.exec(text) ?? []
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const time = Date.parse(iso)
  // Date.parse takes the 31st of every month: writing it again shows whether the day exists.
  if (!Number.isNaN(time) && new Date(time).toISOString() === iso) return time
  throw new TypeError(`x-amz-pay-date must be a time like 20260304T120000Z, not ${JSON.stringify(text.slice(0, 40))}`)
}
