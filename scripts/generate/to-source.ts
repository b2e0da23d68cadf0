/**
 * Returns a JSON value as TypeScript source, formatted like the hand-written code.
 *
 * @param indent the indentation of the line on which the value starts
 */
export function toSource(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return `[${value.map((item) => toSource(item, indent)).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, item]) => `${indent}  ${keyToSource(key)}: ${toSource(item, `${indent}  `)},`,
    )
    return entries.length === 0 ? '{}' : `{\n${entries.join('\n')}\n${indent}}`
  }
  return typeof value === 'string' ? stringToSource(value) : String(value)
}

/** Returns a property name as TypeScript source, quoted only if necessary. */
export function keyToSource(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : stringToSource(key)
}

function stringToSource(value: string): string {
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner}'`
}
