/** A text without escapes, and where each of its characters was. */
export interface Unescaped {
  readonly text: string
  /** Returns where the character at an index starts in the original text; its length for the end of the text. */
  originalIndex(index: number): number
}

/** Escapes of URLs (once or more often), of HTML, and of JavaScript, JSON and Python. */
const escapes =
  /%(?:25)*([\da-f]{2})|&(?:amp;)*(?:#(\d{1,5})|#x([\da-f]{1,4})|(amp|lt|gt|quot|apos|vert|verbar|equals|plus));|\\u([\da-f]{4})|\\x([\da-f]{2})/gi

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  vert: '|',
  verbar: '|',
  equals: '=',
  plus: '+',
}

/** Replaces the escapes in a text by the characters that they stand for. */
export function withoutEscapes(text: string): Unescaped {
  if (!/[%&\\]/.test(text)) return { text, originalIndex: (index) => index }
  let unescaped = ''
  const indexes: number[] = []
  let next = 0
  const add = (characters: string, start: number, step: 0 | 1): void => {
    for (let offset = 0; offset < characters.length; offset++) indexes.push(start + offset * step)
    unescaped += characters
  }
  for (const match of text.matchAll(escapes)) {
    const [written, percent, decimal, hexadecimal, name, unicode, byte] = match
    const code = percent ?? hexadecimal ?? unicode ?? byte
    const number = decimal === undefined ? Number.parseInt(code ?? '0', 16) : Number(decimal)
    add(text.slice(next, match.index), next, 1)
    add(name === undefined ? String.fromCharCode(number) : (entities[name.toLowerCase()] ?? written), match.index, 0)
    next = match.index + written.length
  }
  add(text.slice(next), next, 1)
  return { text: unescaped, originalIndex: (index) => indexes[index] ?? text.length }
}
