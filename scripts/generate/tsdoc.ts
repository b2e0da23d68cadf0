/**
 * Returns a TSDoc comment with plain text from a specification. The text is escaped, so that it can neither end the comment
 * nor start a tag.
 *
 * @param paragraphs the paragraphs; empty ones are omitted
 * @param indent the indentation of each line
 */
export function tsdoc(paragraphs: readonly (string | undefined)[], indent = ''): string {
  const text = paragraphs
    .map((paragraph) => paragraph?.trim())
    .filter(Boolean)
    .join('\n\n')
  if (text === '') return ''
  const body = escapeTsdoc(text)
    .split('\n')
    .map((line) => `${indent} * ${line}`.trimEnd())
  return [`${indent}/**`, ...body, `${indent} */`, ''].join('\n')
}

/** Returns a tag for use in `tsdoc`, such as `@throws`. Its text is escaped, the tag itself is not. */
export function tsdocTag(name: string, text: string): string {
  return `${tagMark}${name} ${text}`
}

/** A placeholder for the `@` of our own tags while the text is escaped. */
const tagMark = '\u0000'

function escapeTsdoc(text: string): string {
  return text
    .replaceAll('*/', '*\\/')
    .replaceAll('@', '\\@')
    .replaceAll('{\\@', '\\{\\@')
    .replaceAll(tagMark, '@')
    .trim()
}
