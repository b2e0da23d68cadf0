const number = /^-?\d+(\.\d+)?$/

/**
 * Converts the string value of a parameter to its schema's type. A string that cannot be converted is returned as is, so
 * that the schema rejects it.
 *
 * @param type The schema's type. Arrays are comma-separated.
 * @param items The type of an array's items.
 */
export function fromWire(value: string, type: string, items = 'string'): unknown {
  switch (type) {
    case 'array':
      return value === '' ? [] : value.split(',').map((item) => fromWire(item, items))
    case 'integer':
    case 'number':
      return number.test(value) ? Number(value) : value
    case 'boolean':
      return value === 'true' || (value === 'false' ? false : value)
    default:
      return value
  }
}
