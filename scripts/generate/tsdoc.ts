/**
 * Makes a TSDoc comment of plain text from a specification: nothing in the text can end the comment or start a tag.
 *
 * @param lines paragraphs; empty ones are left out
 * @param indent put before each line
 */
export function tsdoc(lines: readonly (string | undefined)[], indent = ''): string {
  const text = lines
    .map((line) => line?.trim())
    .filter(Boolean)
    .join('\n\n')
  if (text === '') return ''
  const body = escapeTsdoc(text)
    .split('\n')
    .map((line) => `${indent} * ${line}`.trimEnd())
  return [`${indent}/**`, ...body, `${indent} */`, ''].join('\n')
}

/** A tag that the generator itself writes, such as `@throws`; the text after it is escaped. */
export function tsdocTag(name: string, text: string): string {
  return `${tagMark}${name} ${text}`
}

/** Stands for the `@` of our own tags until the text around it has been escaped. */
const tagMark = '\u0000'

function escapeTsdoc(text: string): string {
  return text
    .replaceAll('*/', '*\\/')
    .replaceAll('@', '\\@')
    .replaceAll('{\\@', '\\{\\@')
    .replaceAll(tagMark, '@')
    .trim()
}
