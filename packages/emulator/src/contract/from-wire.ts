const number = /^-?\d+(\.\d+)?$/

/**
 * Turns the text of a parameter into what its schema is about. Text that cannot be turned stays text, for the schema to
 * refuse.
 *
 * @param type The schema's type; arrays are comma-separated.
 * @param items The type of an array's items.
 */
export function fromWire(text: string, type: string, items = 'string'): unknown {
  switch (type) {
    case 'array':
      return text === '' ? [] : text.split(',').map((item) => fromWire(item, items))
    case 'integer':
    case 'number':
      return number.test(text) ? Number(text) : text
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : text)
    default:
      return text
  }
}
