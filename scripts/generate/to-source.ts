/**
 * Writes a JSON value as TypeScript, in the style of the house.
 *
 * @param indent stands before the line that the value begins on
 */
export function source(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return `[${value.map((one) => source(one, indent)).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, one]) => `${indent}  ${keySource(key)}: ${source(one, `${indent}  `)},`,
    )
    return entries.length === 0 ? '{}' : `{\n${entries.join('\n')}\n${indent}}`
  }
  return typeof value === 'string' ? textSource(value) : String(value)
}

/** Writes a property's name. */
export function keySource(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : textSource(key)
}

function textSource(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner}'`
}
